import type { Speaker } from '../claim.ts';
import type { BlockId, PassageVersion } from '../store/index.ts';

export type { BlockId, PassageVersion } from '../store/index.ts';

/** What verifying needs of the store. */
export interface PassageStore {
  /** Blocks of current versions that have a whole sentence of a text, those with most of them first. */
  findSentences(text: string, limit: number): BlockId[];
  /** Blocks of current versions whose words match, the oldest first. */
  findPassages(match: string, limit: number): BlockId[];
  /** Numbers of the blocks of current versions that have a word, in the sense of the index; those of a version follow each other. */
  blocksWith(word: string): Uint32Array;
  /** The blocks of these numbers, in order. */
  locateBlocks(numbers: readonly number[]): BlockId[];
  getVersion(id: number): PassageVersion;
  /** In how many blocks each word stands, in the sense of the index (stemmed); a word in none may be absent. */
  wordFrequencies(words: string[]): Map<string, number>;
  /** Everyone whom a name may mean. */
  findSpeakers(name: string): Speaker[];
}
