import type Database from 'better-sqlite3';
import type { Metadata, Quality, Reading, Warning } from '../claim.ts';
import type { DocumentCorrection } from '../documents/contract.ts';
import { TriptychError } from '../error.ts';
import { blocksOf } from './passages.ts';
import { nameFor } from './save.ts';
import { findTrace } from './traces.ts';

/** Metadata as a document itself has it, with where each field came from. */
export type FoundMetadata = Pick<Reading, 'metadata' | 'origins'>;

/** The current version of a document as it was read, before anybody corrected it. */
export interface StoredReading {
  location: string;
  inputHash: string;
  reading: Reading;
}

const COLUMNS = [
  ...['title', 'author', 'publisher', 'date', 'modified', 'address', 'language', 'country', 'kind', 'licence'],
] as const;

/** What people said of documents. Entries name documents by their names, since they outlive what is removed and read again. */
export class DocumentLog {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    this.#database = database;
  }

  /** All entries about a document, oldest first. */
  list(name: string): DocumentCorrection[] {
    const rows = this.#database
      .prepare('SELECT at, editor AS by, note, after FROM document_corrections WHERE document = ? ORDER BY at, id')
      .all(name) as (Omit<DocumentCorrection, 'set'> & { after: string })[];
    return rows.map(({ after, ...entry }) => ({ ...entry, set: JSON.parse(after) }));
  }

  /** What the entries about a document, and perhaps one more, set: of each field the latest. */
  inForce(name: string, next?: DocumentCorrection): Metadata {
    const all = Object.assign({}, ...[...this.list(name), ...(next ? [next] : [])].map(({ set }) => set));
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
  }

  /** As {@link inForce}, of the document that is or would be read from a place. */
  inForceAt(location: string): Metadata {
    return this.inForce(nameFor(this.#database, location));
  }

  add(name: string, { at, by, note, set }: DocumentCorrection): void {
    this.#database
      .prepare('INSERT INTO document_corrections (document, at, editor, note, after) VALUES (?, ?, ?, ?, ?)')
      .run(name, at, by, note, JSON.stringify(set));
  }
}

/** See {@link Store.getStoredReading}. */
export function getStoredReading(database: Database.Database, name: string): StoredReading {
  const row = database
    .prepare(
      `SELECT v.*, d.location FROM documents d JOIN versions v ON v.document = d.id AND v.current = 1 WHERE d.name = ?`,
    )
    .get(name) as
    | (Record<(typeof COLUMNS)[number], string | null> & {
        id: number;
        location: string;
        input_hash: string;
        text: string;
        quality: Quality;
        recognition: number | null;
        digest_of: string | null;
        origins: string;
        warnings: string;
        found: string | null;
      })
    | undefined;
  if (!row) throw new TriptychError('NOT_FOUND', `There is no document "${name}".`);
  const stated = Object.fromEntries(COLUMNS.flatMap((key) => (row[key] === null ? [] : [[key, row[key]]])));
  const digest = row.digest_of === null ? {} : { digestOf: JSON.parse(row.digest_of) as Metadata };
  const found: FoundMetadata =
    row.found === null
      ? { metadata: { ...stated, ...digest }, origins: JSON.parse(row.origins) }
      : (JSON.parse(row.found) as FoundMetadata);
  const trace = findTrace(database, row.id);
  return {
    location: row.location,
    inputHash: row.input_hash,
    reading: {
      text: row.text,
      blocks: blocksOf(database, row.id),
      ...found,
      ...(trace ? { trace } : {}),
      quality: row.recognition === null ? row.quality : 'ocr',
      ...(row.recognition === null ? {} : { recognition: row.recognition }),
      warnings: JSON.parse(row.warnings) as Warning[],
    },
  };
}
