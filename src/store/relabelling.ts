import type Database from 'better-sqlite3';
import type { Polarity, Stance } from '../claim.ts';
import { type Known, noteTarget, relabel } from './corrections.ts';

/** What labels of topics and stance are read from. */
export interface LabelInput {
  key: number;
  text: string;
  /** Words of the last heading at or before the claim. */
  heading?: string;
  polarity: Polarity;
  vector: Float32Array;
}

/** What a classifier makes of one claim. */
export interface TopicsAndStances {
  key: number;
  topics: { id: string; score: number }[];
  /** Towards each target, the registry's first target first. */
  stances: { target: string; stance: Stance; confidence: number }[];
}

/** How many claims of current versions there are to label. */
export function countLabelInputs(database: Database.Database): number {
  return database
    .prepare('SELECT count(*) FROM claims c JOIN versions v ON v.id = c.version WHERE v.current = 1')
    .pluck()
    .get() as number;
}

/** See {@link Store.labelNext}. */
export function labelNext(
  database: Database.Database,
  { after, limit }: { after: number; limit: number },
  known: Known,
  label: (inputs: LabelInput[]) => TopicsAndStances[],
): { last: number; read: number; changed: number } {
  // Claims are read and written under one lock, so that no ingest takes them away between.
  return database
    .transaction(() => {
      const inputs = readInputs(database, after, limit);
      const keys = inputs.map(({ key }) => key);
      const changed = relabel(database, () => writeLabels(database, label(inputs)), known, keys);
      return { last: keys.at(-1) ?? after, read: keys.length, changed };
    })
    .immediate();
}

/** See {@link Store.claimsWithoutTopic}. */
export function claimsWithoutTopic(
  database: Database.Database,
  limit: number,
): { without: number; sample: { text: string; vector: Float32Array }[] } {
  const from = `FROM claims c JOIN versions v ON v.id = c.version AND v.current = 1
                WHERE c.rejected = 0 AND NOT EXISTS (SELECT 1 FROM claim_topics t WHERE t.claim = c.key)`;
  const without = database.prepare(`SELECT count(*) ${from}`).pluck().get() as number;
  const rows = database
    .prepare(
      `SELECT s.text, e.embedding FROM (SELECT c.key, c.id, c.text ${from} ORDER BY c.id, c.key LIMIT ?) s
         JOIN claim_vectors e ON e.claim = s.key ORDER BY s.id, s.key`,
    )
    .all(limit) as { text: string; embedding: Buffer }[];
  return { without, sample: rows.map(({ text, embedding }) => ({ text, vector: toVector(embedding) })) };
}

/** See {@link Store.renameLabels}. */
export function renameLabels(database: Database.Database, rename: (labelledBy: string) => string): void {
  const names = database
    .prepare('SELECT DISTINCT labelled_by FROM versions WHERE current = 1')
    .pluck()
    .all() as string[];
  const update = database.prepare('UPDATE versions SET labelled_by = ? WHERE current = 1 AND labelled_by = ?');
  database.transaction(() => {
    for (const name of names) update.run(rename(name), name);
  })();
}

function readInputs(database: Database.Database, after: number, limit: number): LabelInput[] {
  const rows = database
    .prepare(
      `SELECT c.key, c.version, c.start, c.text, c.polarity, e.embedding
         FROM claims c JOIN versions v ON v.id = c.version AND v.current = 1
         JOIN claim_vectors e ON e.claim = c.key
        WHERE c.key > ? ORDER BY c.key LIMIT ?`,
    )
    .all(after, limit) as {
    key: number;
    version: number;
    start: number;
    text: string;
    polarity: Polarity;
    embedding: Buffer;
  }[];
  const headings = new Map<number, Heading[]>();
  return rows.map(({ version, start, embedding, ...claim }) => {
    const known = headings.get(version) ?? readHeadings(database, version);
    headings.set(version, known);
    const heading = known.findLast((one) => one.start <= start)?.text;
    return { vector: toVector(embedding), ...claim, ...(heading === undefined ? {} : { heading }) };
  });
}

/** Replaces topics and stances where they differ from what is stored; returns of how many claims. */
function writeLabels(database: Database.Database, labels: readonly TopicsAndStances[]): number {
  const [write, isStored] = [prepareWriting(database), prepareComparing(database)];
  const first = labels[0]?.stances[0];
  if (first) noteTarget(database, first.target);
  const different = labels.filter((one) => !isStored(one));
  for (const one of different) write(one);
  return different.length;
}

function toVector(bytes: Buffer): Float32Array {
  return new Float32Array(Uint8Array.from(bytes).buffer);
}

interface Heading {
  start: number;
  text: string;
}

function readHeadings(database: Database.Database, version: number): Heading[] {
  const blocks = database
    .prepare(`SELECT start, "end" FROM blocks WHERE version = ? AND kind = 'heading' ORDER BY ordinal`)
    .all(version) as { start: number; end: number }[];
  if (blocks.length === 0) return [];
  const text = database.prepare('SELECT text FROM versions WHERE id = ?').pluck().get(version) as string;
  return blocks.map(({ start, end }) => ({ start, text: text.slice(start, end) }));
}

function prepareComparing(database: Database.Database): (labels: TopicsAndStances) => boolean {
  const find = database
    .prepare(
      `SELECT json_array(c.stance, c.stance_confidence,
                (SELECT json_group_array(json_array(topic, score)) FROM
                   (SELECT topic, score FROM claim_topics WHERE claim = c.key ORDER BY topic)),
                (SELECT json_group_array(json_array(target, stance, confidence)) FROM
                   (SELECT target, stance, confidence FROM claim_stances WHERE claim = c.key ORDER BY target)))
         FROM claims c WHERE c.key = ?`,
    )
    .pluck();
  return ({ key, topics, stances: [first, ...others] }) => {
    const wanted = [
      first?.stance ?? 'neutral',
      first?.confidence ?? 0,
      sorted(topics.map(({ id, score }) => [id, score])),
      sorted(others.map(({ target, stance, confidence }) => [target, stance, confidence])),
    ];
    // Numbers have one form in JSON.parse's result, whatever SQLite wrote.
    return JSON.stringify(JSON.parse(find.get(key) as string)) === JSON.stringify(wanted);
  };
}

function sorted<T extends [string, ...unknown[]]>(rows: T[]): T[] {
  return rows.sort(([a], [b]) => (a < b ? -1 : 1));
}

function prepareWriting(database: Database.Database): (labels: TopicsAndStances) => void {
  const update = database.prepare('UPDATE claims SET stance = ?, stance_confidence = ? WHERE key = ?');
  const clear = ['claim_topics', 'claim_stances'].map((table) =>
    database.prepare(`DELETE FROM ${table} WHERE claim = ?`),
  );
  const addTopic = database.prepare('INSERT INTO claim_topics (claim, topic, score) VALUES (?, ?, ?)');
  const addStance = database.prepare(
    'INSERT INTO claim_stances (claim, target, stance, confidence) VALUES (?, ?, ?, ?)',
  );
  return ({ key, topics, stances: [first, ...others] }) => {
    update.run(first?.stance ?? 'neutral', first?.confidence ?? 0, key);
    for (const statement of clear) statement.run(key);
    for (const { id, score } of topics) addTopic.run(key, id, score);
    for (const { target, stance, confidence } of others) addStance.run(key, target, stance, confidence);
  };
}
