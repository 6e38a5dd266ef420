import type Database from 'better-sqlite3';
import { byConfidence } from './counts.ts';
import type { Labels } from './labels/index.ts';

/** Keys of the claims that no person has looked at, the least confident first. */
export function leastConfident(database: Database.Database, labels: Labels): Int32Array {
  const seen = database.prepare('SELECT claim FROM claim_originals').pluck().all() as number[];
  return byConfidence(labels, new Set(seen));
}
