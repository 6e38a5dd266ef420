import type Database from 'better-sqlite3';
import type { Metadata, Quality, Warning } from '../claim.ts';
import type { DocumentSummary } from '../contract.ts';
import type { Labels } from './labels/index.ts';
import type { Memo } from './memo.ts';

/** A row of the table of versions, with what is counted of it. */
export interface VersionRow {
  id: number;
  name: string;
  hash: string;
  text: string;
  current: 0 | 1;
  read_at: string;
  quality: Quality;
  recognition: number | null;
  title: string | null;
  author: string | null;
  publisher: string | null;
  date: string | null;
  modified: string | null;
  address: string | null;
  language: string | null;
  country: string | null;
  kind: string | null;
  licence: string | null;
  digest_of: string | null;
  origins: string;
  warnings: string;
  claims: number;
  pages: number | null;
}

/** Columns that a list needs: the text alone would take five times as long to read as all others. */
const LISTED =
  'v.id, v.hash, v.current, v.read_at, v.quality, v.recognition, v.title, v.author, v.publisher, v.date, v.modified, v.address, v.language, v.country, v.kind, v.licence, v.digest_of, v.origins, v.warnings';

/** What never changes of a version, and takes reading its text or all of its blocks. */
interface Size {
  characters: number;
  pages: number | null;
}

/** The list of documents, for which texts and blocks are read once, the rest where it changed, and claims are counted in memory. */
export class Summaries {
  readonly #database: Database.Database;
  readonly #memo: Memo;
  /** By the number of a version and when it was read, since numbers are used again. */
  #sizes = new Map<string, Size>();

  constructor(database: Database.Database, memo: Memo) {
    this.#database = database;
    this.#memo = memo;
  }

  /** All documents in their current versions, by name. `labels` are those of the database as it is. */
  list(labels: Labels): DocumentSummary[] {
    const claims = new Map(labels.versions.map(({ id }, number) => [id, labels.rowsOfVersion(number).length]));
    const described = this.#memo.describe('summaries', () => this.#describe());
    return described.map(({ id, summary }) => ({ ...summary, claims: claims.get(id) ?? 0 }));
  }

  /** The same without the numbers of claims. */
  #describe(): { id: number; summary: DocumentSummary }[] {
    const rows = this.#database
      .prepare(
        `SELECT ${LISTED}, d.name FROM versions v JOIN documents d ON d.id = v.document WHERE v.current = 1 ORDER BY d.name`,
      )
      .all() as Omit<VersionRow, 'text' | 'claims' | 'pages'>[];
    const sizes = new Map<string, Size>();
    const summaries = rows.map((row) => {
      const key = `${row.id} ${row.read_at}`;
      const size = this.#sizes.get(key) ?? this.#sizeOf(row.id);
      sizes.set(key, size);
      return { id: row.id, summary: toSummary({ ...row, ...size, claims: 0 }) };
    });
    this.#sizes = sizes;
    return summaries;
  }

  #sizeOf(version: number): Size {
    const { text, pages } = this.#database
      .prepare(
        'SELECT text, (SELECT max(b.page) FROM blocks b WHERE b.version = v.id) AS pages FROM versions v WHERE v.id = ?',
      )
      .get(version) as { text: string; pages: number | null };
    return { characters: text.length, pages };
  }
}

export function toSummary(row: Omit<VersionRow, 'text'> & { characters: number }): DocumentSummary {
  return {
    name: row.name,
    version: row.hash,
    title: row.title,
    publisher: row.publisher,
    author: row.author,
    date: row.date,
    modified: row.modified,
    address: row.address,
    language: row.language,
    country: row.country,
    kind: row.kind,
    licence: row.licence,
    digestOf: row.digest_of === null ? null : (JSON.parse(row.digest_of) as Metadata),
    quality: row.recognition === null ? row.quality : 'ocr',
    recognition: row.recognition,
    warnings: JSON.parse(row.warnings) as Warning[],
    readAt: row.read_at,
    claims: row.claims,
    characters: row.characters,
    pages: row.pages,
  };
}
