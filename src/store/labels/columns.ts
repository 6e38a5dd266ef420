import type Database from 'better-sqlite3';
import { firstFrom, placeOf } from '../../ascending.ts';
import { BLOCS, CAPACITIES, MANNERS, OTHER_TOPIC, POLARITIES, STANCES } from '../../claim.ts';
import type { Catalogue } from './catalogue.ts';

/** Labels with few values, one a claim. A new one goes here, and the columns are read, filtered and counted. */
export const ENUMERATED = {
  bloc: BLOCS,
  capacity: CAPACITIES,
  manner: MANNERS,
  polarity: POLARITIES,
  stance: STANCES,
} as const;
export type Enumerated = keyof typeof ENUMERATED;
export const NAMES = Object.keys(ENUMERATED) as Enumerated[];

/** What each speaker of a joint claim has of their own. */
export const OF_SPEAKER = ['bloc', 'capacity'] as const;
/** The code of a label that is not known. */
export const UNKNOWN = 255;

/** Somebody who makes a claim together with its speaker; labels by their codes. */
export type Partner = Record<(typeof OF_SPEAKER)[number] | 'speaker', number>;

/** Labels of claims by row: claims in the order of their keys. Some 70 bytes a claim. */
export interface Columns {
  /** Database keys, ascending. */
  keys: Int32Array;
  /** Numbers in the {@link Catalogue}. */
  version: Int32Array;
  speaker: Int32Array;
  /** Lengths of the claims in characters, up to 65,535. */
  length: Uint16Array;
  confidence: Float32Array;
  /** How surely the speaker is who is meant, and the stance the one they take. */
  speakerConfidence: Float32Array;
  stanceConfidence: Float32Array;
  /** The reporting expression, as a number in the catalogue; -1 where there is none. */
  cue: Int32Array;
  /** By the places of their values in {@link ENUMERATED}. */
  codes: Record<Enumerated, Uint8Array>;
  /** Topics of the claim in a row, as numbers in the catalogue, and how surely it is on each: from its start to the next one's. */
  topicStarts: Uint32Array;
  topics: Uint16Array;
  topicScores: Float32Array;
  /** Of joint claims, by key, those who make them besides the speaker. */
  partners: Map<number, Partner[]>;
  /** The rows of joint claims, ascending. */
  joint: Int32Array;
}

/** Columns of one number a claim, beside its {@link ENUMERATED} labels. */
const PLAIN = [
  'keys',
  'version',
  'speaker',
  'length',
  'confidence',
  'speakerConfidence',
  'stanceConfidence',
  'cue',
] as const;

/** Columns of which it does not matter whether a claim is joint. */
type Plain = Omit<Columns, 'partners' | 'joint'>;

/** Codes are of eight bits each, four to each half of what they are read as. */
const LOW = 2 ** 32;
/** Keys that are read at once. */
const BLOCK = 8192;

/** Reads the labels of all standing claims, or of those with the given keys. The catalogue has their versions and speakers. */
export function readColumns(database: Database.Database, catalogue: Catalogue, keys?: readonly number[]): Columns {
  const builder = new Builder(catalogue, keys ? keys.length : countOf(database, 'claims'));
  const read = prepare(database, keys ? IN_LIST : IN_RANGE);
  if (keys) builder.add(read(JSON.stringify(keys)));
  else
    for (const [from, to] of rangesOf(database)) {
      builder.add(read(from, to));
    }
  return builder.build();
}

/** The labels of some claims, with others in the place of those that were `touched`, whether these are still there or not. */
export function mergeColumns(old: Columns, fresh: Columns, touched: ReadonlySet<number>): Columns {
  const sources: Source[] = [];
  let [left, added] = [0, 0];
  // Runs of rows from one side or the other; between two touched keys all are old ones.
  for (const key of Int32Array.from([...touched, ...fresh.keys]).sort()) {
    const right = firstFrom(old.keys, key);
    if (right > left) sources.push({ columns: old, from: left, to: right });
    left = old.keys[right] === key && touched.has(key) ? right + 1 : right;
    if (fresh.keys[added] === key) sources.push({ columns: fresh, from: added, to: ++added });
  }
  if (left < old.keys.length) sources.push({ columns: old, from: left, to: old.keys.length });
  const size = sources.reduce((sum, { from, to }) => sum + to - from, 0);
  const partners = new Map([...old.partners].filter(([key]) => !touched.has(key)));
  for (const [key, list] of fresh.partners) partners.set(key, list);
  return withJoint(join(sources, size), partners);
}

/** Some rows of columns. */
interface Source {
  columns: Columns;
  from: number;
  to: number;
}

function join(sources: readonly Source[], size: number): Plain {
  const topics = sources.reduce((sum, { columns, from, to }) => sum + topicsIn(columns, from, to), 0);
  const joined = empty(size, topics);
  let [row, at] = [0, 0];
  for (const { columns, from, to } of sources) {
    for (const name of PLAIN) joined[name].set(columns[name].subarray(from, to), row);
    for (const name of NAMES) joined.codes[name].set(columns.codes[name].subarray(from, to), row);
    const [first, last] = [columns.topicStarts[from]!, columns.topicStarts[to]!];
    joined.topics.set(columns.topics.subarray(first, last), at);
    joined.topicScores.set(columns.topicScores.subarray(first, last), at);
    for (let i = from; i < to; i++) joined.topicStarts[row++] = at + columns.topicStarts[i]! - first;
    at += last - first;
  }
  joined.topicStarts[row] = at;
  return joined;
}

function topicsIn({ topicStarts }: Columns, from: number, to: number): number {
  return topicStarts[to]! - topicStarts[from]!;
}

function empty(size: number, topics: number): Plain {
  return {
    keys: new Int32Array(size),
    version: new Int32Array(size),
    speaker: new Int32Array(size),
    length: new Uint16Array(size),
    confidence: new Float32Array(size),
    speakerConfidence: new Float32Array(size),
    stanceConfidence: new Float32Array(size),
    cue: new Int32Array(size),
    codes: Object.fromEntries(NAMES.map((name) => [name, new Uint8Array(size)])) as Columns['codes'],
    topicStarts: new Uint32Array(size + 1),
    topics: new Uint16Array(topics),
    topicScores: new Float32Array(topics),
  };
}

function withJoint(columns: Plain, partners: Map<number, Partner[]>): Columns {
  const joint = Int32Array.from(partners.keys(), (key) => placeOf(columns.keys, key)).sort();
  return { ...columns, partners, joint };
}

/** Parts of all keys, one after the other, lower and upper bounds included. */
function* rangesOf(database: Database.Database): Generator<[number, number]> {
  const [first, last] = database.prepare('SELECT min(key), max(key) FROM claims').raw().get() as [
    number | null,
    number,
  ];
  for (let from = first ?? 1; from <= last; from += BLOCK) yield [from, from + BLOCK - 1];
}

const IN_RANGE = 'BETWEEN ? AND ?';
const IN_LIST = 'IN (SELECT value FROM json_each(?))';

/** What the tables have of some claims, a list for each column. */
interface Block {
  keys: number[];
  versions: number[];
  speakers: string[];
  lengths: number[];
  confidences: number[];
  speakerConfidences: number[];
  stanceConfidences: number[];
  cues: (string | null)[];
  /** The codes of all {@link ENUMERATED} labels, a byte each, the first the lowest. */
  codes: number[];
  topics: { claims: number[]; topics: string[]; scores: number[] };
  partners: [number, string, ...(string | null)[]][];
}

/**
 * Columns come as JSON, thousands of rows at once: a row by itself takes three times as long to hand over. What is asked
 * of `claims` alone is not asked of versions, whose columns lie behind their texts.
 */
function prepare(database: Database.Database, among: string): (...bounds: (number | string)[]) => Block {
  const codes = NAMES.map((name, i) => `(${codeOf(name)} << ${8 * i})`).join(' | ');
  const claims = database
    .prepare(
      `SELECT json_group_array(key), json_group_array(version), json_group_array(speaker), json_group_array(length),
              json_group_array(confidence), json_group_array(speaker_confidence), json_group_array(stance_confidence),
              json_group_array(cue), json_group_array(codes)
         FROM (SELECT key, version, speaker, "end" - start AS length, ${billionths('confidence')} AS confidence,
                      ${billionths('speaker_confidence')} AS speaker_confidence,
                      ${billionths('stance_confidence')} AS stance_confidence, cue, ${codes} AS codes
                 FROM claims WHERE rejected = 0 AND key ${among} ORDER BY key)`,
    )
    .raw();
  const topics = database
    .prepare(
      `SELECT json_group_array(claim), json_group_array(topic), json_group_array(score)
         FROM (SELECT claim, topic, ${billionths('score')} AS score FROM claim_topics WHERE claim ${among} ORDER BY claim, topic)`,
    )
    .raw();
  const partners = database
    .prepare(`SELECT claim, speaker, bloc, capacity FROM claim_speakers WHERE claim ${among} ORDER BY claim, position`)
    .raw();
  return (...bounds) => {
    const [keys, versions, speakers, lengths, confidences, speakerConfidences, stanceConfidences, cues, codes] = parse(
      claims.get(...bounds),
    ) as [number[], number[], string[], number[], number[], number[], number[], (string | null)[], number[]];
    const [of, names, scores] = parse(topics.get(...bounds)) as [number[], string[], number[]];
    return {
      keys,
      versions,
      speakers,
      lengths,
      confidences,
      speakerConfidences,
      stanceConfidences,
      cues,
      codes,
      topics: { claims: of, topics: names, scores },
      partners: partners.all(...bounds) as Block['partners'],
    };
  };
}

function parse(row: unknown): unknown[] {
  return (row as string[]).map((list) => JSON.parse(list) as unknown);
}

function codeOf(name: Enumerated): string {
  return `CASE ${name} ${ENUMERATED[name].map((value, i) => `WHEN '${value}' THEN ${i}`).join(' ')} ELSE ${UNKNOWN} END`;
}

/** A share as a whole number: SQLite takes ten times as long to write its decimals. */
function billionths(column: string): string {
  return `CAST(round(${column} * 1e9) AS INTEGER)`;
}
const BILLION = 1e9;

function countOf(database: Database.Database, table: string): number {
  return database.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
}

/** Takes up claims block by block. */
class Builder {
  readonly #catalogue: Catalogue;
  readonly #columns: Plain;
  readonly #partners = new Map<number, Partner[]>();
  #size = 0;
  #topics = new Uint16Array(1024);
  #scores = new Float32Array(1024);
  #ends = 0;

  constructor(catalogue: Catalogue, room: number) {
    this.#catalogue = catalogue;
    this.#columns = empty(room, 0);
  }

  add({ keys, versions, speakers, lengths, codes, topics, partners, ...rest }: Block): void {
    const { versionAt, speakerAt } = this.#catalogue;
    const columns = this.#columns;
    const lists = NAMES.map((name) => columns.codes[name]);
    const standing = new Set<number>();
    let next = 0;
    for (let i = 0; i < keys.length; i++) {
      const version = versionAt.get(versions[i]!);
      // Of a version that is not current.
      if (version === undefined) continue;
      const [key, row] = [keys[i]!, this.#size++];
      standing.add(key);
      columns.keys[row] = key;
      columns.version[row] = version;
      columns.speaker[row] = speakerAt.get(speakers[i]!)!;
      columns.length[row] = Math.min(lengths[i]!, 0xffff);
      columns.confidence[row] = rest.confidences[i]! / BILLION;
      columns.speakerConfidence[row] = rest.speakerConfidences[i]! / BILLION;
      columns.stanceConfidence[row] = rest.stanceConfidences[i]! / BILLION;
      columns.cue[row] = this.#catalogue.cueOf(rest.cues[i]!);
      const [low, high] = [codes[i]! % LOW, Math.floor(codes[i]! / LOW)];
      for (let label = 0; label < lists.length; label++)
        lists[label]![row] = label < 4 ? (low >>> (8 * label)) & 0xff : (high >>> (8 * (label - 4))) & 0xff;
      while (topics.claims[next]! < key) next++;
      for (; topics.claims[next] === key; next++) this.#addTopic(topics.topics[next]!, topics.scores[next]! / BILLION);
      if (columns.topicStarts[row] === this.#ends) this.#addTopic(OTHER_TOPIC.id, 0);
      columns.topicStarts[row + 1] = this.#ends;
    }
    this.#addPartners(partners, standing);
  }

  #addTopic(topic: string, score: number): void {
    if (this.#ends === this.#topics.length) this.#makeRoom();
    this.#topics[this.#ends] = this.#catalogue.topicOf(topic);
    this.#scores[this.#ends++] = score;
  }

  build(): Columns {
    const { codes, ...columns } = this.#columns;
    const cut = <T extends Int32Array | Uint16Array | Float32Array | Uint8Array>(column: T) =>
      column.subarray(0, this.#size) as T;
    const plain: Plain = {
      keys: cut(columns.keys),
      version: cut(columns.version),
      speaker: cut(columns.speaker),
      length: cut(columns.length),
      confidence: cut(columns.confidence),
      speakerConfidence: cut(columns.speakerConfidence),
      stanceConfidence: cut(columns.stanceConfidence),
      cue: cut(columns.cue),
      codes: Object.fromEntries(NAMES.map((name) => [name, cut(codes[name])])) as Columns['codes'],
      topicStarts: columns.topicStarts.subarray(0, this.#size + 1),
      topics: this.#topics.slice(0, this.#ends),
      topicScores: this.#scores.slice(0, this.#ends),
    };
    return withJoint(plain, this.#partners);
  }

  #makeRoom(): void {
    const [topics, scores] = [this.#topics, this.#scores];
    this.#topics = new Uint16Array(2 * topics.length);
    this.#scores = new Float32Array(2 * scores.length);
    this.#topics.set(topics);
    this.#scores.set(scores);
  }

  #addPartners(partners: Block['partners'], known: ReadonlySet<number>): void {
    for (const [claim, speaker, ...labels] of partners) {
      if (!known.has(claim)) continue;
      const [bloc, capacity] = OF_SPEAKER.map((name, i) => {
        const code = (ENUMERATED[name] as readonly (string | null)[]).indexOf(labels[i]!);
        return code < 0 ? UNKNOWN : code;
      }) as [number, number];
      const list = this.#partners.get(claim) ?? [];
      list.push({ speaker: this.#catalogue.speakerAt.get(speaker)!, bloc, capacity });
      this.#partners.set(claim, list);
    }
  }
}
