import type Database from 'better-sqlite3';
import { ChangeLog } from './changes.ts';
import { type LabelData, Labels, readLabels } from './labels/index.ts';
import { Postings } from './postings.ts';

/** The labels of all standing claims, and which of them hold which words. */
export interface Snapshot {
  readonly labels: Labels;
  readonly postings: Postings;
}

/**
 * What searching keeps of a database in memory. It is read ahead, or at the first question, in about four seconds for a million
 * claims; at the first question after a write, whichever process wrote, what was touched is read again.
 */
export class Memory {
  readonly #database: Database.Database;
  readonly #countOthers: Database.Statement;
  readonly #countOwn: Database.Statement;
  #log: ChangeLog;
  #snapshot: Snapshot | undefined;
  #state = '';

  constructor(database: Database.Database) {
    this.#database = database;
    this.#countOthers = database.prepare('PRAGMA data_version').pluck();
    this.#countOwn = database.prepare('SELECT total_changes()').pluck();
    this.#log = new ChangeLog(database);
  }

  /** The database as it is now. */
  now(): Snapshot {
    const state = this.#readState();
    if (this.#snapshot === undefined || state !== this.#state) {
      this.#snapshot = this.#database.transaction(() => this.#follow(this.#snapshot))();
      this.#state = this.#readState();
    }
    return this.#snapshot;
  }

  /** Takes what was read ahead, `seen` being the last changes that it knows of, unless a question came first. */
  adopt(data: LabelData, seen: ReadonlyMap<string, number>): void {
    if (this.#snapshot) return;
    const labels = Labels.of(data);
    this.#snapshot = { labels, postings: new Postings(this.#database, labels) };
    this.#log = new ChangeLog(this.#database, seen);
  }

  #follow(before: Snapshot | undefined): Snapshot {
    const touched = this.#log.since();
    if (before && touched && touched.claims.length + touched.speakers.length === 0) return before;
    const labels =
      before && touched ? before.labels.after(this.#database, touched) : Labels.of(readLabels(this.#database));
    return { labels, postings: new Postings(this.#database, labels) };
  }

  /** Changes with every write: of other connections by SQLite's own counter, of this one by the rows it changed. */
  #readState(): string {
    return `${this.#countOthers.get()} ${this.#countOwn.get()}`;
  }
}
