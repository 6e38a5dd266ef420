import type Database from 'better-sqlite3';
import { STANDING } from './filter.ts';

/** Identifiers of the claims that no person has looked at, the least confident first. */
export function leastConfident(database: Database.Database): string[] {
  return database
    .prepare(
      `SELECT c.id FROM claims c JOIN versions v ON v.id = c.version
        WHERE ${STANDING} AND c.key NOT IN (SELECT claim FROM claim_originals) ORDER BY c.confidence, c.key`,
    )
    .pluck()
    .all() as string[];
}
