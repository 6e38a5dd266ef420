import type Database from 'better-sqlite3';

/** The words of the index of blocks: plain data that one thread can hand to another. */
export interface VocabularyData {
  /** All words, one after the other, ascending by their UTF-16 units. */
  words: string;
  /** Where each word ends. */
  ends: Uint32Array;
  /** In how many blocks each stands. */
  blocks: Uint32Array;
}

/** Reads the words of all blocks, a second for a million claims: asking for a single word takes 50 µs, and it may not exist. */
export function readVocabulary(database: Database.Database): VocabularyData {
  const rows = database.prepare('SELECT term, doc FROM block_vocabulary').raw().all() as [string, number][];
  rows.sort(([a], [b]) => (a < b ? -1 : 1));
  let end = 0;
  return {
    words: rows.map(([word]) => word).join(''),
    ends: Uint32Array.from(rows, ([word]) => (end += word.length)),
    blocks: Uint32Array.from(rows, ([, blocks]) => blocks),
  };
}

/** In how many blocks of current versions each word stands, as it was at one time. */
export class Vocabulary {
  readonly #data: VocabularyData;

  constructor(data: VocabularyData) {
    this.#data = data;
  }

  /** 0 for a word that stands nowhere. */
  blocksWith(word: string): number {
    const { words, ends, blocks } = this.#data;
    let [low, high] = [0, ends.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = words.slice(middle === 0 ? 0 : ends[middle - 1], ends[middle]);
      if (found === word) return blocks[middle]!;
      if (found < word) low = middle + 1;
      else high = middle - 1;
    }
    return 0;
  }
}
