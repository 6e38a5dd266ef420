import type Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';

/** Answers kept at most, those asked for last: some megabytes. */
const MOST = 500;

/** Answers about the whole collection, each worked out once and kept until anything is written, by whichever process. */
export class Memo {
  readonly #database: Database.Database;
  readonly #answers = new LRUCache<string, { answer: unknown }>({ max: MOST });
  readonly #countOthers: Database.Statement;
  readonly #countOwn: Database.Statement;
  readonly #described = new Map<string, unknown>();
  readonly #countDescribed: Database.Statement;
  #state = '';
  #description = -1;

  constructor(database: Database.Database) {
    this.#database = database;
    this.#countOthers = database.prepare('PRAGMA data_version').pluck();
    this.#countOwn = database.prepare('SELECT total_changes()').pluck();
    this.#countDescribed = database.prepare('SELECT number FROM descriptions').pluck();
  }

  /** Changes with every write: of other connections by SQLite's own counter, of this one by the rows it changed. */
  get state(): string {
    return `${this.#countOthers.get()} ${this.#countOwn.get()}`;
  }

  /** Changes where a document comes, goes, or is described otherwise, and where nothing else is written. */
  get description(): number {
    return this.#countDescribed.get() as number;
  }

  /** The answer to a question of this name. It is shared: nobody may change it. */
  get<T>(name: string, work: () => T): T {
    const { state } = this;
    if (state !== this.#state) this.#answers.clear();
    this.#state = state;
    const known = this.#answers.get(name);
    if (known) return known.answer as T;
    const answer = work();
    this.#answers.set(name, { answer });
    return answer;
  }

  /**
   * The same of what documents say of themselves, whatever becomes of their claims: kept until a document comes, goes, or is
   * described otherwise. There must be few names.
   */
  describe<T>(name: string, work: () => T): T {
    // What is not committed may never be, and its number is another's then.
    if (this.#database.inTransaction) return work();
    const { description } = this;
    if (description !== this.#description) this.#described.clear();
    this.#description = description;
    if (!this.#described.has(name)) this.#described.set(name, work());
    return this.#described.get(name) as T;
  }
}
