import type Database from 'better-sqlite3';
import type { Registry, Speaker, Stance } from '../claim.ts';
import { type Entry, inForce, type LabelSet, labelsOf, type NamedSpeaker } from '../corrections/record.ts';
import { followDecisions } from '../speakers/decision.ts';
import { readDecisions } from './decisions.ts';
import { date } from './filter.ts';
import { prepared } from './prepared.ts';
import { dropUnusedSpeakers, saveSpeaker } from './speakers.ts';

/** What the registry knows of the speakers and targets that corrections name. */
export type Known = Pick<Registry, 'speakers' | 'targets' | 'positionOf'>;

/** The registry of nobody. */
export const NOTHING: Known = { speakers: [], targets: [], positionOf: (speaker) => speaker };
/** The rule of a hop whose speaker a person set. */
export const BY_HAND = 'corrected by a person';
/** The setting that names the target whose stance `claims.stance` is. */
const TARGET = 'stance.target';

/**
 * The log of corrections, and what it does to the claims: their tables carry the corrected labels, `claim_originals` the
 * program's. An entry may come before its claim: it is laid over the claim when that is stored.
 */
export class CorrectionLog {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    this.#database = database;
  }

  /** Entries in the order in which they were made: all, or those of one claim. */
  list(claim?: string): Entry[] {
    return readEntries(this.#database, claim);
  }

  /** One entry; undefined where there is none of that identifier. */
  find(id: string): Entry | undefined {
    return readRows(this.#database, 'id = ?', [id])[0];
  }

  /**
   * Adds entries, of which those already there are passed over, and lays what is now in force over the claims: all or
   * nothing. Returns how many were new.
   */
  add(entries: readonly Entry[], known: Known): number {
    return this.#database.transaction(() => {
      // A database that was made before this was noted has its stances towards the first target of the registry.
      const [first] = known.targets;
      if (first && findTarget(this.#database) === undefined) noteTarget(this.#database, first.id);
      const insert = prepared(
        this.#database,
        `INSERT INTO corrections (id, claim, document, words, at, editor, note, before, after, undoes)
         VALUES (@id, @claim, @document, @words, @at, @by, @note, @before, @after, @undoes) ON CONFLICT (id) DO NOTHING`,
      );
      const added = entries.filter((entry) => {
        const { before, after, ...rest } = entry;
        const row = { ...rest, before: JSON.stringify(before), after: JSON.stringify(after) };
        return insert.run(row).changes > 0;
      });
      for (const claim of new Set(added.map((entry) => entry.claim)))
        for (const key of keysOf(this.#database, claim)) lay(this.#database, key, claim, known);
      return added.length;
    })();
  }

  /** The labels that a claim has now, in the newest version that has it; undefined where no claim has this identifier. */
  labelsOf(claim: string): Required<LabelSet> | undefined {
    const [key] = keysOf(this.#database, claim);
    return key === undefined ? undefined : toLabelSet(this.#database, readLabels(this.#database, key));
  }

  /** The labels that the program gave to a claim that a person corrected; undefined for any other claim. */
  originalsOf(claim: string): Required<LabelSet> | undefined {
    const [key] = keysOf(this.#database, claim);
    const original = key === undefined ? undefined : findOriginal(this.#database, key);
    return original && toLabelSet(this.#database, original);
  }

  /** Identifiers among these that are of a claim in a current version. */
  present(claims: readonly string[]): Set<string> {
    const found = prepared(
      this.#database,
      `SELECT DISTINCT c.id FROM claims c JOIN versions v ON v.id = c.version
          WHERE v.current = 1 AND c.id IN (SELECT value FROM json_each(?))`,
    )
      .pluck()
      .all(JSON.stringify(claims)) as string[];
    return new Set(found);
  }
}

/** Lays what people corrected over the claims of a version that was just labelled. */
export function layCorrections(database: Database.Database, version: number, known: Known = NOTHING): void {
  const corrected = prepared(
    database,
    'SELECT key, id FROM claims WHERE version = ? AND id IN (SELECT claim FROM corrections)',
  ).all(version) as { key: number; id: string }[];
  for (const { key, id } of corrected) lay(database, key, id, known);
}

/**
 * Lets `work` write the program's labels anew, of all claims or of those with the given keys: it finds and leaves the
 * program's own in the tables, and what people corrected is laid over them again. All or nothing.
 */
export function relabel<T>(database: Database.Database, work: () => T, known: Known, keys?: readonly number[]): T {
  return database.transaction(() => {
    const among = keys === undefined ? '' : 'WHERE c.key IN (SELECT value FROM json_each(@keys))';
    const corrected = prepared(
      database,
      `SELECT c.key, c.id FROM claim_originals o JOIN claims c ON c.key = o.claim ${among}`,
    ).all(keys === undefined ? {} : { keys: JSON.stringify(keys) }) as { key: number; id: string }[];
    for (const { key } of corrected) lift(database, key);
    const result = work();
    for (const { key, id } of corrected) lay(database, key, id, known);
    return result;
  })();
}

/** Notes towards which target `claims.stance` is. */
export function noteTarget(database: Database.Database, target: string): void {
  if (findTarget(database) === target) return;
  prepared(
    database,
    'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  ).run(TARGET, target);
}

/** The target whose stance `claims.stance` is; undefined before the first claim was stored. */
export function findTarget(database: Database.Database): string | undefined {
  return prepared(database, 'SELECT value FROM settings WHERE key = ?').pluck().get(TARGET) as string | undefined;
}

/** Everything that the tables of claims say and a person may change, as it stands there. */
interface StoredLabels {
  speaker: string;
  claim: {
    bloc: Speaker['bloc'];
    capacity: Speaker['capacity'] | null;
    confidence: number;
    speaker_confidence: number;
    stance: Stance;
    stance_confidence: number;
    rejected: 0 | 1;
  };
  /** Of the last hop: how its speaker was found. */
  hop: Record<(typeof HOP_COLUMNS)[number], string | number | null>;
  topics: { topic: string; score: number }[];
  stances: { target: string; stance: Stance; confidence: number }[];
}

const CLAIM_COLUMNS = [
  'bloc',
  'capacity',
  'confidence',
  'speaker_confidence',
  'stance',
  'stance_confidence',
  'rejected',
] as const;
const HOP_COLUMNS = [
  'rule',
  'confidence',
  'mention',
  'decided_start',
  'decided_end',
  'decided_text',
  'decided_sentences',
] as const;

/** Keys of the rows of a claim, the current version's first, then the newest. */
function keysOf(database: Database.Database, claim: string): number[] {
  return prepared(
    database,
    'SELECT c.key FROM claims c JOIN versions v ON v.id = c.version WHERE c.id = ? ORDER BY v.current DESC, v.id DESC',
  )
    .pluck()
    .all(claim) as number[];
}

/** Gives a row its program's labels back, and lays over them what is in force. */
function lay(database: Database.Database, key: number, claim: string, known: Known): void {
  const before = readLabels(database, key);
  const partners = partnersOf(database, key);
  const original = lift(database, key) ?? before;
  const set = nowCalled(database, inForce(readEntries(database, claim)));
  const corrected = labelsOf(set);
  if (corrected.length > 0) {
    const { speaker, ...labels } = original;
    prepared(database, 'INSERT INTO claim_originals (claim, corrected, speaker, labels) VALUES (?, ?, ?, ?)').run(
      key,
      JSON.stringify(corrected),
      speaker,
      JSON.stringify(labels),
    );
    writeLabels(database, key, correct(database, { key, original }, set, known));
    // Whom a person names makes the claim alone.
    if (set.speaker) movePartners(database, key, 'claim_speakers', 'partners_aside');
  }
  dropUnusedSpeakers(database, [before.speaker, original.speaker, ...partners]);
}

/** Those who make a claim together with its speaker, set aside or not. */
function partnersOf(database: Database.Database, key: number): string[] {
  return prepared(
    database,
    'SELECT speaker FROM claim_speakers WHERE claim = @key UNION SELECT speaker FROM partners_aside WHERE claim = @key',
  )
    .pluck()
    .all({ key }) as string[];
}

function movePartners(database: Database.Database, key: number, from: string, to: string): void {
  const columns = `claim, position, speaker, bloc, capacity, profile, ${HOP_COLUMNS.join(', ')}`;
  const { changes } = prepared(
    database,
    `INSERT INTO ${to} (${columns}) SELECT ${columns} FROM ${from} WHERE claim = ?`,
  ).run(key);
  if (changes > 0) prepared(database, `DELETE FROM ${from} WHERE claim = ?`).run(key);
}

/** Whom a correction names may be another's by what people decided since, or be called otherwise. */
function nowCalled(database: Database.Database, set: LabelSet): LabelSet {
  return set.speaker ? { ...set, speaker: followDecisions(readDecisions(database), set.speaker) } : set;
}

/** Gives a row its program's labels back; undefined where no person had changed them. */
function lift(database: Database.Database, key: number): StoredLabels | undefined {
  const original = findOriginal(database, key);
  if (!original) return undefined;
  writeLabels(database, key, original);
  movePartners(database, key, 'partners_aside', 'claim_speakers');
  prepared(database, 'DELETE FROM claim_originals WHERE claim = ?').run(key);
  return original;
}

function findOriginal(database: Database.Database, key: number): StoredLabels | undefined {
  const row = prepared(database, 'SELECT speaker, labels FROM claim_originals WHERE claim = ?').get(key) as
    | { speaker: string; labels: string }
    | undefined;
  return row && { speaker: row.speaker, ...(JSON.parse(row.labels) as Omit<StoredLabels, 'speaker'>) };
}

/** What a person says is sure: a corrected label has confidence 1, and so has a claim whose speaker a person named. */
function correct(
  database: Database.Database,
  { key, original }: { key: number; original: StoredLabels },
  { speaker, bloc, topics, stances, rejected }: LabelSet,
  known: Known,
): StoredLabels {
  const labels = structuredClone(original);
  if (speaker) {
    labels.speaker = speaker.id;
    labels.hop = { ...EMPTY_HOP, mention: original.hop.mention, rule: BY_HAND, confidence: 1 };
    const side = enter(database, speaker, known, dateOf(database, key));
    Object.assign(labels.claim, { ...side, confidence: 1, speaker_confidence: 1 });
  }
  if (bloc) labels.claim.bloc = bloc;
  if (topics) labels.topics = topics.map((topic) => ({ topic, score: 1 }));
  const first = findTarget(database);
  for (const [target, stance] of Object.entries(stances ?? {})) {
    if (target === first) Object.assign(labels.claim, { stance, stance_confidence: 1 });
    else
      labels.stances = [
        ...labels.stances.filter((other) => other.target !== target),
        { target, stance, confidence: 1 },
      ];
  }
  if (rejected) labels.claim.rejected = 1;
  return labels;
}

const EMPTY_HOP = Object.fromEntries(HOP_COLUMNS.map((column) => [column, null])) as StoredLabels['hop'];

/**
 * Enters the speaker whom a correction names, as the registry, the texts or else the correction knows them; whose side they
 * were on, and in what capacity, on a date.
 */
function enter(
  database: Database.Database,
  speaker: NamedSpeaker,
  known: Known,
  on: string | undefined,
): Pick<StoredLabels['claim'], 'bloc' | 'capacity'> {
  const listed = known.speakers.find(({ id }) => id === speaker.id);
  if (listed) {
    saveSpeaker(database, listed);
    const { bloc, capacity = null } = known.positionOf(listed, on);
    return { bloc, capacity };
  }
  const find = prepared(database, 'SELECT bloc, capacity FROM speakers WHERE id = ?');
  if (find.get(speaker.id) === undefined) saveSpeaker(database, { ...speaker, aliases: [], roles: [] });
  // Nobody else says what someone is called whom no text describes.
  prepared(
    database,
    `UPDATE speakers SET name = @name WHERE id = @id AND name <> @name
          AND NOT EXISTS (SELECT 1 FROM profiles p WHERE p.speaker = @id)`,
  ).run({ id: speaker.id, name: speaker.name });
  return find.get(speaker.id) as Pick<StoredLabels['claim'], 'bloc' | 'capacity'>;
}

/** The date that counts for a claim. */
function dateOf(database: Database.Database, key: number): string | undefined {
  const found = prepared(database, `SELECT ${date()} FROM claims c JOIN versions v ON v.id = c.version WHERE c.key = ?`)
    .pluck()
    .get(key) as string | null;
  return found ?? undefined;
}

function readLabels(database: Database.Database, key: number): StoredLabels {
  const { speaker, ...claim } = prepared(
    database,
    `SELECT speaker, ${CLAIM_COLUMNS.join(', ')} FROM claims WHERE key = ?`,
  ).get(key) as { speaker: string } & StoredLabels['claim'];
  const hop = prepared(
    database,
    `SELECT ${HOP_COLUMNS.join(', ')} FROM hops WHERE claim = ? ORDER BY position DESC LIMIT 1`,
  ).get(key) as StoredLabels['hop'] | undefined;
  return {
    speaker,
    claim,
    hop: hop ?? EMPTY_HOP,
    topics: prepared(database, 'SELECT topic, score FROM claim_topics WHERE claim = ? ORDER BY score DESC, topic').all(
      key,
    ) as StoredLabels['topics'],
    stances: prepared(
      database,
      'SELECT target, stance, confidence FROM claim_stances WHERE claim = ? ORDER BY target',
    ).all(key) as StoredLabels['stances'],
  };
}

function writeLabels(database: Database.Database, key: number, labels: StoredLabels): void {
  const set = (columns: readonly string[]) => ['speaker', ...columns].map((name) => `${name} = @${name}`).join(', ');
  const { speaker, claim, hop } = labels;
  prepared(database, `UPDATE claims SET ${set(CLAIM_COLUMNS)} WHERE key = @key`).run({ ...claim, speaker, key });
  prepared(
    database,
    `UPDATE hops SET ${set(HOP_COLUMNS)}
        WHERE claim = @key AND position = (SELECT max(position) FROM hops WHERE claim = @key)`,
  ).run({ ...hop, speaker, key });
  prepared(database, 'DELETE FROM claim_topics WHERE claim = ?').run(key);
  const topic = prepared(database, 'INSERT INTO claim_topics (claim, topic, score) VALUES (?, ?, ?)');
  for (const one of labels.topics) topic.run(key, one.topic, one.score);
  prepared(database, 'DELETE FROM claim_stances WHERE claim = ?').run(key);
  const stance = prepared(
    database,
    'INSERT INTO claim_stances (claim, target, stance, confidence) VALUES (?, ?, ?, ?)',
  );
  for (const one of labels.stances) stance.run(key, one.target, one.stance, one.confidence);
}

function toLabelSet(
  database: Database.Database,
  { speaker, claim, topics, stances }: StoredLabels,
): Required<LabelSet> {
  const first = findTarget(database);
  return {
    speaker: readNamed(database, speaker),
    bloc: claim.bloc,
    topics: topics.map(({ topic }) => topic),
    stances: Object.fromEntries([
      ...(first === undefined ? [] : [[first, claim.stance]]),
      ...stances.map(({ target, stance }) => [target, stance]),
    ]) as Record<string, Stance>,
    rejected: claim.rejected === 1,
  };
}

function readNamed(database: Database.Database, id: string): NamedSpeaker {
  const { country, affiliation, ...row } = prepared(
    database,
    'SELECT id, name, kind, bloc, country, affiliation FROM speakers WHERE id = ?',
  ).get(id) as Omit<NamedSpeaker, 'country' | 'affiliation'> & { country: string | null; affiliation: string | null };
  return { ...row, ...(country === null ? {} : { country }), ...(affiliation === null ? {} : { affiliation }) };
}

function readEntries(database: Database.Database, claim: string | undefined): Entry[] {
  return claim === undefined ? readRows(database, 'TRUE', []) : readRows(database, 'claim = ?', [claim]);
}

function readRows(database: Database.Database, condition: string, values: string[]): Entry[] {
  const rows = prepared(
    database,
    `SELECT id, claim, document, words, at, editor AS "by", note, before, after, undoes FROM corrections
        WHERE ${condition} ORDER BY at, id`,
  ).all(...values) as (Omit<Entry, 'before' | 'after'> & { before: string; after: string })[];
  return rows.map((row) => ({
    ...row,
    before: JSON.parse(row.before) as LabelSet,
    after: JSON.parse(row.after) as LabelSet,
  }));
}
