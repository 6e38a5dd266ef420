import type Database from 'better-sqlite3';
import type { Filter } from '../contract.ts';
import type { Labels } from './labels/index.ts';

/** Where a claim stands among all: by the name of its document, then in the order of the text. */
export interface Place {
  document: string;
  start: number;
  end: number;
  id: string;
}

/**
 * Keys of the standing claims that satisfy a filter, in the order of {@link Place}: at most `limit` of those after one, and
 * how many there are in all.
 */
export function listClaims(
  database: Database.Database,
  labels: Labels,
  filter: Partial<Filter>,
  { after, limit }: { after?: Place | undefined; limit: number },
): { total: number; keys: number[] } {
  const rows = labels.rowsWithin(filter);
  const isWanted = rows && new Uint8Array(labels.size);
  for (const row of rows ?? []) isWanted![row] = 1;
  const find = database.prepare('SELECT key, id, start, "end" FROM claims WHERE version = ? ORDER BY start, "end", id');
  const keys: number[] = [];
  for (const { version, id, document } of inOrder(labels)) {
    if (keys.length >= limit) break;
    if (after && document < after.document) continue;
    const wanted = labels.rowsOfVersion(version).filter((row) => !isWanted || isWanted[row] === 1);
    if (wanted.length === 0) continue;
    const known = new Set(wanted.map((row) => labels.keys[row]!));
    for (const claim of find.all(id) as (Omit<Place, 'document'> & { key: number })[])
      if (known.has(claim.key) && (document !== after?.document || isAfter(claim, after))) keys.push(claim.key);
  }
  return { total: rows?.length ?? labels.size, keys: keys.slice(0, limit) };
}

/** Versions by the names of their documents. */
function inOrder({ versions }: Labels): { version: number; id: number; document: string }[] {
  return versions
    .map(({ id, document }, version) => ({ version, id, document }))
    .sort((a, b) => (a.document < b.document ? -1 : 1));
}

function isAfter(a: Omit<Place, 'document'>, b: Omit<Place, 'document'>): boolean {
  if (a.start !== b.start) return a.start > b.start;
  return a.end === b.end ? a.id > b.id : a.end > b.end;
}
