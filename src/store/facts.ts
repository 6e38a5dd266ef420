import type Database from 'better-sqlite3';
import type { Bloc, Stance } from '../claim.ts';
import { date, STANDING, toDateBounds } from './filter.ts';

/** A claim on a matter as counting and ranking see it; one that several make has a row for each of them. */
export interface Fact {
  key: number;
  /** How surely the claim is on the matter and its speaker's; higher is better. */
  score: number;
  bloc: Bloc;
  speaker: string;
  version: number;
  /** Towards the first target. */
  stance: Stance;
}

/** What is compared: the claims of a topic, or given ones, or all; of everybody, or of some speakers alone. */
export interface Matter {
  topic?: string | undefined;
  /** Claims with their scores, in place of a topic. */
  hits?: readonly { key: number; score: number }[] | undefined;
  /** Identifiers. */
  speakers?: readonly string[] | undefined;
  /** Bounds of the date, both included, as in a filter. */
  from?: string | undefined;
  to?: string | undefined;
}

/** A version as counting sees it. */
export interface VersionFact {
  document: number;
  /** As in {@link date}; null where unknown. */
  date: string | null;
}

/** All claims on a matter, but for those that nobody is said to have made: best first, then the older key. */
export function findFacts(database: Database.Database, matter: Matter): Fact[] {
  const { from, values, score } = sourceOf(matter);
  const bounds = toDateBounds(matter);
  const bySpeaker = matter.speakers ? 'AND j.speaker IN (SELECT value FROM json_each(?))' : '';
  if (matter.speakers) values.push(JSON.stringify(matter.speakers));
  const rows = database
    .prepare(
      `SELECT c.key, ${score}, j.bloc, j.speaker, c.version, c.stance
         FROM ${from} JOIN claim_sides j ON j.claim = c.key JOIN versions v ON v.id = c.version
        WHERE ${STANDING} AND c.polarity <> 'unsaid' ${bySpeaker} ${bounds.map(({ sql }) => `AND ${sql}`).join(' ')}`,
    )
    .raw()
    .all(...values, ...bounds.flatMap((bound) => bound.values)) as [number, number, Bloc, string, number, Stance][];
  return rows
    .map(([key, score, bloc, speaker, version, stance]) => ({ key, score, bloc, speaker, version, stance }))
    .sort((a, b) => b.score - a.score || a.key - b.key);
}

function sourceOf({ topic, hits, speakers }: Matter): { from: string; values: unknown[]; score: string } {
  if (topic !== undefined)
    return {
      from: '(SELECT claim, score FROM claim_topics WHERE topic = ?) t CROSS JOIN claims c ON c.key = t.claim',
      values: [topic],
      score: 't.score * c.confidence',
    };
  if (hits)
    return {
      from: "json_each(?) h CROSS JOIN claims c ON c.key = h.value ->> 'key'",
      values: [JSON.stringify(hits)],
      score: "h.value ->> 'score'",
    };
  if (speakers) return { from: 'claims c', values: [], score: 'c.confidence' };
  throw new RangeError('A comparison is of a topic, of given claims, or of speakers.');
}

/** Document and date of versions by their database ids. */
export function findVersionFacts(database: Database.Database, ids: Iterable<number>): Map<number, VersionFact> {
  const rows = database
    .prepare(`SELECT v.id, v.document, ${date()} FROM json_each(?) k CROSS JOIN versions v ON v.id = k.value`)
    .raw()
    .all(JSON.stringify([...new Set(ids)])) as [number, number, string | null][];
  return new Map(rows.map(([id, document, when]) => [id, { document, date: when }]));
}

/** Vectors of claims by their keys, those without one left out. */
export function findVectors(database: Database.Database, keys: readonly number[]): Map<number, Float32Array> {
  const find = database.prepare('SELECT embedding FROM claim_vectors WHERE claim = ?').pluck();
  return new Map(
    keys.flatMap((key) => {
      const bytes = find.get(BigInt(key)) as Buffer | undefined;
      return bytes === undefined ? [] : [[key, new Float32Array(Uint8Array.from(bytes).buffer)] as const];
    }),
  );
}

/** Stances of claims towards every target, by key. */
export function findStances(
  database: Database.Database,
  keys: readonly number[],
  firstTarget: string,
): Map<number, { target: string; stance: Stance; confidence: number }[]> {
  const rows = database
    .prepare(
      `SELECT c.key, @firstTarget, c.stance, c.stance_confidence FROM json_each(@keys) k CROSS JOIN claims c ON c.key = k.value
       UNION ALL
       SELECT s.claim, s.target, s.stance, s.confidence FROM json_each(@keys) k CROSS JOIN claim_stances s ON s.claim = k.value`,
    )
    .raw()
    .all({ keys: JSON.stringify(keys), firstTarget }) as [number, string, Stance, number][];
  const found = new Map<number, { target: string; stance: Stance; confidence: number }[]>();
  for (const [key, target, stance, confidence] of rows)
    found.set(key, [...(found.get(key) ?? []), { target, stance, confidence }]);
  return found;
}

/** How many claims and documents each bloc has on each topic. */
export function countTopicsByBloc(
  database: Database.Database,
): { topic: string; bloc: Bloc; claims: number; documents: number }[] {
  return database
    .prepare(
      `SELECT t.topic, j.bloc, count(DISTINCT c.key) AS claims, count(DISTINCT v.document) AS documents
         FROM claim_topics t JOIN claims c ON c.key = t.claim JOIN claim_sides j ON j.claim = c.key JOIN versions v ON v.id = c.version
        WHERE ${STANDING} AND c.polarity <> 'unsaid' GROUP BY 1, 2 ORDER BY 1, 2`,
    )
    .all() as { topic: string; bloc: Bloc; claims: number; documents: number }[];
}
