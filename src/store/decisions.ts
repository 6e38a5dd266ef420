import type Database from 'better-sqlite3';
import type { Decision } from '../speakers/decision.ts';

/** What people decided on who is who, the oldest first. */
export function readDecisions(database: Database.Database): Decision[] {
  const rows = database
    .prepare(
      'SELECT id, at, editor AS "by", note, kind, speaker, "into", name, profiles, rest FROM decisions ORDER BY at, id',
    )
    .all() as (Omit<Decision, 'profiles' | 'rest'> & { profiles: string; rest: string })[];
  const list = (json: string) => JSON.parse(json) as string[];
  return rows.map((row) => ({ ...row, profiles: list(row.profiles), rest: list(row.rest) }));
}
