import type Database from 'better-sqlite3';

/** Changes that are followed at once; where there are more, everything is read anew. */
const FOLLOWED = 10_000;
/** Changes that the database remembers, of each kind. */
const REMEMBERED = 20_000;
/** What came, went or changed standing, and what was labelled anew. */
const LOGS = ['changes', 'label_changes'] as const;

/** Claims by their keys, and speakers by their identifiers, each once. */
export interface Touched {
  claims: number[];
  speakers: string[];
}

/** Which claims and speakers were touched since the last look, by whichever process. */
export class ChangeLog {
  readonly #database: Database.Database;
  readonly #seen: Map<string, number>;

  /** Without `seen`, nothing was looked at yet. */
  constructor(database: Database.Database, seen: ReadonlyMap<string, number> = new Map()) {
    this.#database = database;
    this.#seen = new Map(seen);
  }

  /** The last change of each log that was looked at. */
  get seen(): ReadonlyMap<string, number> {
    return this.#seen;
  }

  /** What was touched since this was asked last; undefined at first, and where that is no longer known or too much. */
  since(): Touched | undefined {
    const found = LOGS.map((log) => this.#read(log));
    const rows = found.flatMap((list) => list ?? []);
    if (found.includes(undefined) || rows.length > FOLLOWED) return undefined;
    const [claims, speakers] = [new Set<number>(), new Set<string>()];
    for (const { claim, speaker } of rows) {
      if (claim !== null) claims.add(claim);
      if (speaker !== null) speakers.add(speaker);
    }
    return { claims: [...claims].sort((a, b) => a - b), speakers: [...speakers].sort() };
  }

  #read(log: (typeof LOGS)[number]): { claim: number | null; speaker: string | null }[] | undefined {
    const seen = this.#seen.get(log);
    const last = this.#database.prepare(`SELECT coalesce(max(number), 0) FROM ${log}`).pluck().get() as number;
    this.#seen.set(log, last);
    if (seen === undefined || last - seen > FOLLOWED) return undefined;
    const speaker = log === 'label_changes' ? 'speaker' : 'NULL';
    const rows = this.#database
      .prepare(`SELECT claim, ${speaker} AS speaker FROM ${log} WHERE number > ?`)
      .all(seen) as { claim: number | null; speaker: string | null }[];
    // Numbers are never used again: where some are missing, they were forgotten.
    return rows.length === last - seen ? rows : undefined;
  }
}

/** Forgets all but the latest changes. */
export function trimChanges(database: Database.Database): void {
  for (const log of LOGS)
    database.prepare(`DELETE FROM ${log} WHERE number <= (SELECT max(number) FROM ${log}) - ?`).run(REMEMBERED);
}
