import type { Block, Claim, Quality, Span, Speaker } from '../claim.ts';

/** A version as verifying reads it. */
export interface PassageVersion {
  /** Name of the document. */
  document: string;
  /** SHA-256 of the text. */
  version: string;
  title: string | null;
  date: string | null;
  digestOf: string | null;
  quality: Quality;
  text: string;
  /** In order. */
  blocks: Block[];
  /** Its claims that touch a span; asked for only where a passage is found. */
  claimsIn(span: Span): Claim[];
}

/** A block by its version's id and its ordinal there. */
export interface BlockId {
  version: number;
  block: number;
}

/** What verifying needs of the store. */
export interface PassageStore {
  /** Blocks of current versions that have a whole sentence of a text, those with most of them first. */
  findSentences(text: string, limit: number): BlockId[];
  /** Blocks of current versions whose words match, most similar first (BM25). */
  findPassages(match: string, limit: number): BlockId[];
  getVersion(id: number): PassageVersion;
  /** In how many blocks each word stands, in the sense of the index (stemmed); a word in none may be absent. */
  wordFrequencies(words: string[]): Map<string, number>;
  /** Everyone whom a name may mean. */
  findSpeakers(name: string): Speaker[];
}
