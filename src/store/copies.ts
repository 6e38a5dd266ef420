import type Database from 'better-sqlite3';
import type { Reading } from '../claim.ts';
import { bands, COPY, resemblance, sketch } from '../copies.ts';

/** A document that has the same text as another, or nearly so. */
export interface StoredCopy {
  /** Name of the document. */
  document: string;
  title: string | null;
  publisher: string | null;
  date: string | null;
  /** Share of the runs of five words that the two have in common, 0 to 1; 1 where all words are the same. */
  resemblance: number;
}

/** Keeps what finds the copies of a current version, and links it with those there are. */
export function linkCopies(
  database: Database.Database,
  version: number,
  { text, blocks }: Pick<Reading, 'text' | 'blocks'>,
): void {
  const { words, signature } = sketch(text, blocks);
  database
    .prepare('INSERT INTO sketches (version, words, signature) VALUES (?, ?, ?)')
    .run(version, words, signature ? Buffer.from(signature.buffer) : null);
  const linked = new Map<number, number>();
  if (signature) {
    for (const [other, share] of findNear(database, version, signature)) linked.set(other, share);
    const insert = database.prepare('INSERT INTO sketch_bands (band, version) VALUES (?, ?)');
    for (const band of bands(signature)) insert.run(band, version);
  }
  const same = database.prepare('SELECT version FROM sketches WHERE words = ? AND version <> ?').pluck();
  for (const other of same.all(words, version) as number[]) linked.set(other, 1);
  const link = database.prepare('INSERT INTO copies (version, copy, resemblance) VALUES (?, ?, ?)');
  for (const [other, share] of linked) {
    link.run(version, other, share);
    link.run(other, version, share);
  }
}

/** Forgets what finds the copies of a version that is current no more, and its links. */
export function unlinkCopies(database: Database.Database, version: number): void {
  database.prepare('DELETE FROM sketches WHERE version = ?').run(version);
}

/** The copies of a version, the most alike first. */
export function copiesOf(database: Database.Database, version: number): StoredCopy[] {
  return database
    .prepare(
      `SELECT d.name AS document, v.title, v.publisher, v.date, c.resemblance
         FROM copies c JOIN versions v ON v.id = c.copy JOIN documents d ON d.id = v.document
        WHERE c.version = ? ORDER BY c.resemblance DESC, d.name`,
    )
    .all(version) as StoredCopy[];
}

/**
 * For each document that has a copy, the first by name of those that are copies of one another, or of each other's copies:
 * equal where two documents have one text.
 */
export function copyGroups(database: Database.Database): Map<string, string> {
  const pairs = database
    .prepare(
      `SELECT a.name, b.name FROM copies c
         JOIN versions v ON v.id = c.version JOIN documents a ON a.id = v.document
         JOIN versions w ON w.id = c.copy JOIN documents b ON b.id = w.document
        WHERE c.version < c.copy`,
    )
    .raw()
    .all() as [string, string][];
  const first = new Map<string, string>();
  const find = (name: string): string => {
    let found = name;
    for (let next = first.get(found); next !== undefined && next !== found; next = first.get(found)) found = next;
    return found;
  };
  for (const pair of pairs) {
    const [low, high] = pair.map(find).sort() as [string, string];
    first.set(high, low);
  }
  return new Map(pairs.flat().map((name) => [name, find(name)]));
}

/** Versions that resemble a signature, and how much. */
function findNear(database: Database.Database, version: number, signature: Uint32Array): [number, number][] {
  const rows = database
    .prepare(
      `SELECT DISTINCT s.version, s.signature FROM json_each(?) b CROSS JOIN sketch_bands n ON n.band = b.value
         JOIN sketches s ON s.version = n.version WHERE s.version <> ? ORDER BY s.version`,
    )
    .raw()
    .all(JSON.stringify(bands(signature)), version) as [number, Buffer][];
  return rows.flatMap(([other, bytes]) => {
    const share = resemblance(signature, new Uint32Array(Uint8Array.from(bytes).buffer));
    return share < COPY ? [] : [[other, share] as [number, number]];
  });
}
