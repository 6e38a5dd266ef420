import type Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';

/** Answers kept at most, those asked for last: some megabytes. */
const MOST = 500;

/** Answers about the whole collection, each worked out once and kept until anything is written, by whichever process. */
export class Memo {
  readonly #database: Database.Database;
  readonly #answers = new LRUCache<string, { answer: unknown }>({ max: MOST });
  readonly #countOwn: Database.Statement;
  #state = '';

  constructor(database: Database.Database) {
    this.#database = database;
    this.#countOwn = database.prepare('SELECT total_changes()').pluck();
  }

  /** Changes with every write: of other connections by SQLite's own counter, of this one by the rows it changed. */
  get state(): string {
    return `${this.#database.pragma('data_version', { simple: true })} ${this.#countOwn.get()}`;
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
}
