import type Database from 'better-sqlite3';
import { distance } from 'fastest-levenshtein';
import { isStopWord } from '../text.ts';
import type { Labels } from './labels/index.ts';
import { numbersIn } from './numbers.ts';

/** Rows kept in memory, of all lists together: 4 bytes each. */
const CACHED = 3_000_000;
/** Words whose frequencies are remembered. */
const REMEMBERED = 200_000;
/** Words of an index that a search for a mistyped one looks at, at most: a tenth of a second. */
const LOOKED_AT = 300_000;
/** Typing errors forgiven in words of so many letters: one in short ones, since every other short word is two away. */
const errorsIn = (length: number) => (length < 4 ? 0 : length < 6 ? 1 : 2);

/**
 * Which claims hold a word or phrase, by the keyword index. Reading a list out of SQLite costs a sixth of a microsecond a
 * claim, ranking it there more than one (bm25 looks up every length), so that lists are read, kept, and ranked in memory.
 */
export class Postings {
  readonly #database: Database.Database;
  readonly #labels: Labels;
  readonly #lists = new Map<string, Int32Array>();
  readonly #frequencies = new Map<string, number>();
  #cached = 0;

  constructor(database: Database.Database, labels: Labels) {
    this.#database = database;
    this.#labels = labels;
  }

  /** Rows of {@link Labels} whose claims' own words satisfy an FTS5 expression, ascending. */
  rows(match: string): Int32Array {
    const found = this.#lists.get(match);
    if (found) {
      // The list used last goes last, so that the first is the one that was not wanted for longest.
      this.#lists.delete(match);
      this.#lists.set(match, found);
      return found;
    }
    const list = this.#read(match);
    this.#lists.set(match, list);
    this.#cached += list.length;
    for (const [old, rows] of this.#lists) {
      if (this.#cached <= CACHED || old === match) break;
      this.#lists.delete(old);
      this.#cached -= rows.length;
    }
    return list;
  }

  /** How many claims hold a word, given as the index has it. */
  frequency(stem: string): number {
    let frequency = this.#frequencies.get(stem);
    if (frequency === undefined) {
      const found = this.#database.prepare('SELECT doc FROM claim_vocabulary WHERE term = ?').pluck().get(stem);
      frequency = (found as number | undefined) ?? 0;
      if (this.#frequencies.size > REMEMBERED) this.#frequencies.clear();
      this.#frequencies.set(stem, frequency);
    }
    return frequency;
  }

  /**
   * The word of the index that a mistyped one was meant to be: the nearest by Levenshtein's distance, 2 at most (1 in short
   * words), of equals the most frequent. Undefined where there is none. Looks among words that begin like it, or with its
   * second letter.
   */
  findSimilar(stem: string): string | undefined {
    const errors = errorsIn(stem.length);
    let best: { term: string; far: number; doc: number } | undefined;
    for (const letter of errors === 0 ? [] : new Set([...stem].slice(0, 2))) {
      const terms = this.#database
        .prepare('SELECT term, doc FROM claim_vocabulary WHERE term >= ? AND term < ? LIMIT ?')
        .all(letter, `${letter}\u{10ffff}`, LOOKED_AT) as { term: string; doc: number }[];
      for (const { term, doc } of terms) {
        if (Math.abs(term.length - stem.length) > errors || isStopWord(term)) continue;
        const far = distance(term, stem);
        if (far > errors || far === 0) continue;
        if (!best || far < best.far || (far === best.far && doc > best.doc)) best = { term, far, doc };
      }
    }
    return best?.term;
  }

  #read(match: string): Int32Array {
    const keys = this.#database
      .prepare("SELECT group_concat(rowid, ' ') FROM claim_words WHERE claim_words MATCH ?")
      .pluck()
      .get(match) as string | null;
    const numbers = numbersIn(keys ?? '');
    const rows = new Int32Array(numbers.length);
    let size = 0;
    for (const key of numbers) {
      const row = this.#labels.rowOf(key);
      if (row >= 0) rows[size++] = row;
    }
    return (size < rows.length ? rows.slice(0, size) : rows).sort();
  }
}
