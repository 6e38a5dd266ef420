import type Database from 'better-sqlite3';
import type { Bloc, Stance } from '../claim.ts';
import type { Labels } from './labels/index.ts';
import { prepared } from './prepared.ts';

/** A claim on a matter as counting and ranking see it; one that several make has one for each of them. */
export interface Fact {
  key: number;
  /** How surely the claim is on the matter and its speaker's; higher is better. */
  score: number;
  bloc: Bloc;
  speaker: string;
  document: string;
  /** As in a filter; null where unknown. */
  date: string | null;
  /** Towards the first target. */
  stance: Stance;
  /** Whether several make the claim. */
  joint: boolean;
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

/**
 * All claims on a matter, but for those that nobody is said to have made, in no order. They are made one by one, each time they
 * are walked: a topic of a large collection has a hundred thousand.
 */
export function findFacts(labels: Labels, matter: Matter): Iterable<Fact> {
  return { [Symbol.iterator]: () => walkFacts(labels, matter) };
}

function* walkFacts(labels: Labels, matter: Matter): Generator<Fact> {
  const within = matter.from || matter.to ? labels.versionsWithin(matter) : undefined;
  for (const { row, score } of findRows(labels, matter)) {
    const version = labels.version[row]!;
    if (within?.[version] === 0 || labels.valueOf('polarity', row) === 'unsaid') continue;
    const { document, date } = labels.versions[version]!;
    const sides = labels.sidesOf(row);
    for (const { speaker, bloc } of sides) {
      const { id } = labels.speakers[speaker]!;
      if (matter.speakers && !matter.speakers.includes(id)) continue;
      const stance = labels.valueOf('stance', row)!;
      yield { key: labels.keys[row]!, score, bloc, speaker: id, document, date, stance, joint: sides.length > 1 };
    }
  }
}

/** The order in which claims on a matter rank: the surest first, of equals the older. For sorting. */
export function byRank(one: Fact, other: Fact): number {
  return other.score - one.score || one.key - other.key || (one.speaker < other.speaker ? -1 : 1);
}

function* findRows(labels: Labels, { topic, hits, speakers }: Matter): Generator<{ row: number; score: number }> {
  if (topic !== undefined) {
    for (const row of labels.rowsOfTopic(topic))
      yield { row, score: labels.scoreOf(row, topic) * labels.confidence[row]! };
  } else if (hits) {
    for (const { key, score } of hits) if (labels.rowOf(key) >= 0) yield { row: labels.rowOf(key), score };
  } else {
    if (!speakers) throw new RangeError('A comparison is of a topic, of given claims, or of speakers.');
    for (const row of rowsOfSpeakers(labels, speakers)) yield { row, score: labels.confidence[row]! };
  }
}

function rowsOfSpeakers(labels: Labels, speakers: readonly string[]): Int32Array {
  return labels.rowsWithin({ speaker: [...speakers] }) ?? new Int32Array(0);
}

/** In how many documents a speaker, given by identifier, makes a claim. */
export function countDocumentsOfSpeaker(labels: Labels, id: string): number {
  return new Set(Array.from(rowsOfSpeakers(labels, [id]), (row) => labels.version[row]!)).size;
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
  const rows = prepared(
    database,
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
