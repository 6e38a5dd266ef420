import type Database from 'better-sqlite3';

/** Answers kept at most: some megabytes. */
const MOST = 200;

/** Answers about the whole collection, each worked out once and kept until anything is written, by whichever process. */
export class Memo {
  readonly #database: Database.Database;
  readonly #answers = new Map<string, unknown>();
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
    if (state !== this.#state || this.#answers.size >= MOST) this.#answers.clear();
    this.#state = state;
    if (!this.#answers.has(name)) this.#answers.set(name, work());
    return this.#answers.get(name) as T;
  }
}
