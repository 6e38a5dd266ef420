import type Database from 'better-sqlite3';
import type { Filter } from '../../contract.ts';
import { CLAIM_TABLES, STANDING, toCondition } from '../filter.ts';
import type { Near } from './codes.ts';
import type { NearestIndex } from './index.ts';

/** sqlite-vec sorts the best k by selection, quadratic in k: 200 cost five times what 10 cost, 1,000 sixty times. */
export const NEIGHBOURS = 200;
/** What a match in damaged text counts beside one in intact text. */
export const DAMAGED = 0.6;

/**
 * Standing claims whose vectors lie nearest to a unit vector, best first by cosine, damaged text counting less, among those
 * that satisfy a filter: by the index in memory where it is filled, else by an exact scan.
 */
export function matchMeaning(
  database: Database.Database,
  index: NearestIndex,
  vector: Float32Array,
  filter: Partial<Filter>,
): Near[] {
  const { sql, values } = toCondition(filter);
  const allowed = () =>
    database
      .prepare(`SELECT c.key FROM ${CLAIM_TABLES} WHERE ${sql}`)
      .pluck()
      .all(...values) as number[];
  const near =
    index.nearest(vector, NEIGHBOURS, sql === STANDING ? undefined : allowed) ??
    (database
      .prepare(
        `SELECT claim AS key, 1 - distance AS score FROM claim_vectors
          WHERE embedding MATCH ? AND k = ${NEIGHBOURS} AND claim IN (SELECT c.key FROM ${CLAIM_TABLES} WHERE ${sql})`,
      )
      .all(vector, ...values) as Near[]);
  const damaged = findDamaged(database, near);
  return near
    .map(({ key, score }) => ({ key, score: damaged.has(key) ? score * DAMAGED : score }))
    .sort((a, b) => b.score - a.score || a.key - b.key);
}

function findDamaged(database: Database.Database, near: readonly Near[]): Set<number> {
  const keys = database
    .prepare(
      `SELECT key FROM claims WHERE key IN (SELECT value FROM json_each(?))
          AND version IN (SELECT id FROM versions WHERE quality = 'damaged')`,
    )
    .pluck()
    .all(JSON.stringify(near.map(({ key }) => key)));
  return new Set(keys as number[]);
}
