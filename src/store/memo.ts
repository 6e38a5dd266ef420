import type Database from 'better-sqlite3';

/** Answers kept at most: some megabytes. */
const MOST = 200;

/** Answers about the whole collection, each worked out once and kept until anything is written, by whichever process. */
export class Memo {
  readonly #database: Database.Database;
  readonly #answers = new Map<string, unknown>();
  #state = '';

  constructor(database: Database.Database) {
    this.#database = database;
  }

  /** The answer to a question of this name. It is shared: nobody may change it. */
  get<T>(name: string, work: () => T): T {
    // What other connections have written, and what this one has.
    const others = this.#database.pragma('data_version', { simple: true });
    const own = this.#database.prepare('SELECT total_changes()').pluck().get();
    const state = `${others} ${own}`;
    if (state !== this.#state || this.#answers.size >= MOST) this.#answers.clear();
    this.#state = state;
    if (!this.#answers.has(name)) this.#answers.set(name, work());
    return this.#answers.get(name) as T;
  }
}
