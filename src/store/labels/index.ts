import type Database from 'better-sqlite3';
import type { Bloc, Capacity } from '../../claim.ts';
import type { Facets, Filter } from '../../contract.ts';
import { COURTESY } from '../filter.ts';
import { Catalogue, type CatalogueData, type LabelledSpeaker, type LabelledVersion } from './catalogue.ts';
import {
  type Columns,
  ENUMERATED,
  type Enumerated,
  mergeColumns,
  type Partner,
  readColumns,
  UNKNOWN,
} from './columns.ts';
import { countLabels, passing, toFacets } from './facets.ts';
import { byColumn, byTopic, type Rows } from './rows.ts';
import { datesWithin, failuresOf, testsOf } from './tests.ts';

export type { LabelledSpeaker, LabelledVersion } from './catalogue.ts';

/** What labels are made of: plain data that one thread can hand to another. */
export interface LabelData {
  catalogue: CatalogueData;
  columns: Columns;
}

/** Reads the labels of all standing claims: four seconds for a million of them. */
export function readLabels(database: Database.Database): LabelData {
  const catalogue = Catalogue.read(database);
  const columns = readColumns(database, catalogue);
  const { versions, speakers, topics, cues } = catalogue;
  return { catalogue: { versions, speakers, topics, cues }, columns };
}

/**
 * The labels of all standing claims in memory, by row: claims in the order of their keys. What filters and counts a million of
 * them in milliseconds, where SQL takes seconds. It never changes; after a write another is made of it.
 */
export class Labels {
  readonly #catalogue: Catalogue;
  readonly #columns: Columns;
  readonly #rowOf: Int32Array;
  /** Rows by their version, speaker and topic, made when they are first asked for. */
  readonly #lists: { version?: Rows; speaker?: Rows; topic?: Rows } = {};
  readonly #orders: { newest?: number[]; oldest?: number[] } = {};
  #damaged: Int32Array | undefined;
  #all: Int32Array | undefined;

  private constructor(catalogue: Catalogue, columns: Columns) {
    this.#catalogue = catalogue;
    this.#columns = columns;
    const { keys } = columns;
    this.#rowOf = new Int32Array((keys.at(-1) ?? 0) + 1).fill(-1);
    for (let row = 0; row < keys.length; row++) this.#rowOf[keys[row]!] = row;
  }

  static of({ catalogue, columns }: LabelData): Labels {
    return new Labels(Catalogue.of(catalogue), columns);
  }

  /** The labels as they are after a write that touched claims with these keys, and speakers with these identifiers. */
  after(database: Database.Database, touched: { claims: readonly number[]; speakers: readonly string[] }): Labels {
    const rows = touched.claims.map((key) => this.rowOf(key)).filter((row) => row >= 0);
    const versions = new Set(rows.map((row) => this.versions[this.version[row]!]!.id));
    const catalogue = this.#catalogue.after(database, { ...touched, versions: [...versions] });
    const fresh = readColumns(database, catalogue, touched.claims);
    return new Labels(catalogue, mergeColumns(this.#columns, fresh, new Set(touched.claims)));
  }

  get size(): number {
    return this.#columns.keys.length;
  }

  /** Database keys, ascending. */
  get keys(): Int32Array {
    return this.#columns.keys;
  }

  /** Numbers in `versions` and `speakers`. */
  get version(): Int32Array {
    return this.#columns.version;
  }

  get speaker(): Int32Array {
    return this.#columns.speaker;
  }

  /** Lengths of the claims in characters, up to 65,535. */
  get length(): Uint16Array {
    return this.#columns.length;
  }

  /** How surely somebody makes the claim. */
  get confidence(): Float32Array {
    return this.#columns.confidence;
  }

  /** The same of who is meant by the speaker, and of the stance. */
  get speakerConfidence(): Float32Array {
    return this.#columns.speakerConfidence;
  }

  get stanceConfidence(): Float32Array {
    return this.#columns.stanceConfidence;
  }

  /** Numbers in `cues`; -1 where nothing reports the claim. */
  get cue(): Int32Array {
    return this.#columns.cue;
  }

  /** Some of them may be gone: these have no claim, title or name. */
  get versions(): readonly LabelledVersion[] {
    return this.#catalogue.versions;
  }

  get speakers(): readonly LabelledSpeaker[] {
    return this.#catalogue.speakers;
  }

  /** Reporting expressions as texts have them. */
  get cues(): readonly string[] {
    return this.#catalogue.cues;
  }

  /** Identifiers of the topics that claims have. */
  get topics(): readonly string[] {
    return this.#catalogue.topics;
  }

  /** Numbers of the versions that have claims, ascending. */
  get documents(): number[] {
    return this.versions.flatMap((_, version) => (this.rowsOfVersion(version).length > 0 ? [version] : []));
  }

  /** The row of a claim by its key; -1 where it is of no standing claim. */
  rowOf(key: number): number {
    return this.#rowOf[key] ?? -1;
  }

  /** Rows of the claims in damaged text. */
  get damagedRows(): Int32Array {
    this.#damaged ??= this.all().filter((row) => this.isDamaged(row));
    return this.#damaged;
  }

  isDamaged(row: number): boolean {
    return this.#catalogue.versions[this.#columns.version[row]!]!.damaged;
  }

  /** A label of all claims, by the places of its values in {@link ENUMERATED}: for counting, which asks them all. */
  codesOf(name: Enumerated): Uint8Array {
    return this.#columns.codes[name];
  }

  /** The number of a speaker in `speakers`; -1 of one who is not there. */
  speakerNumber(id: string): number {
    return this.#catalogue.speakerAt.get(id) ?? -1;
  }

  /** What a label of the claim in a row is; undefined where it is not known. */
  valueOf<N extends Enumerated>(name: N, row: number): (typeof ENUMERATED)[N][number] | undefined {
    return decode(name, this.#columns.codes[name][row]!);
  }

  /** Everybody who makes the claim in a row: numbers in `speakers`. */
  makersOf(row: number): number[] {
    return [this.speaker[row]!, ...this.#partnersOf(row).map(({ speaker }) => speaker)];
  }

  /** Everybody who makes the claim in a row, each with the bloc and capacity that the claim has for them. */
  sidesOf(row: number): { speaker: number; bloc: Bloc; capacity: Capacity | undefined }[] {
    const own = {
      speaker: this.speaker[row]!,
      bloc: this.valueOf('bloc', row)!,
      capacity: this.valueOf('capacity', row),
    };
    const partners = this.#partnersOf(row);
    if (partners.length === 0) return [own];
    const others = partners.map(({ speaker, bloc, capacity }) => ({
      speaker,
      bloc: decode('bloc', bloc)!,
      capacity: decode('capacity', capacity),
    }));
    return [own, ...others];
  }

  /** Rows of the claims that several make jointly, ascending. */
  get jointRows(): Int32Array {
    return this.#columns.joint;
  }

  /** Rows of a version's claims, by its number in `versions`, ascending. */
  rowsOfVersion(version: number): Int32Array {
    this.#lists.version ??= byColumn(this.version, this.versions.length);
    return this.#lists.version.of(version);
  }

  /** Rows of the claims that somebody makes, by their number in `speakers`, those made jointly only where they are named first. */
  rowsOfSpeaker(speaker: number): Int32Array {
    this.#lists.speaker ??= byColumn(this.speaker, this.speakers.length);
    return this.#lists.speaker.of(speaker);
  }

  /** Rows of the claims on a topic, ascending. */
  rowsOfTopic(topic: string): Int32Array {
    this.#lists.topic ??= byTopic(this.#columns, this.#catalogue.topics.length);
    const number = this.#catalogue.topics.indexOf(topic);
    return number < 0 ? new Int32Array(0) : this.#lists.topic.of(number);
  }

  /** Numbers in `topics` of those that the claim in a row is on. */
  topicsOf(row: number): Uint16Array {
    const { topicStarts, topics } = this.#columns;
    return topics.subarray(topicStarts[row]!, topicStarts[row + 1]!);
  }

  /** How surely the claim in a row is on a topic; 0 where it is not. */
  scoreOf(row: number, topic: string): number {
    const { topicStarts, topics, topicScores } = this.#columns;
    const number = this.#catalogue.topics.indexOf(topic);
    for (let i = topicStarts[row]!; i < topicStarts[row + 1]!; i++) if (topics[i] === number) return topicScores[i]!;
    return 0;
  }

  /** The identifiers of the speakers whom a filter by speaker means: by identifier, name or other name. */
  speakersCalled(names: readonly string[]): string[] {
    const known = calledIn(this.speakers);
    const found = names.flatMap((name) => [
      ...(this.#catalogue.speakerAt.has(name) ? [name] : []),
      ...(known.get(name.toLowerCase()) ?? []),
      ...(known.get(name.replace(COURTESY, '').toLowerCase()) ?? []),
    ]);
    return [...new Set(found)];
  }

  /**
   * The rows among these (ascending) that satisfy a filter, in order, and what counts how many carry each label. A value is
   * counted as if nothing were chosen in its own facet, since several values mean "any of these": the count is what choosing it
   * adds or keeps.
   */
  select(rows: Int32Array, filter: Partial<Filter>): { rows: Int32Array; countFacets: () => Facets } {
    const tests = this.#testsOf(filter);
    const fails = failuresOf(tests, rows);
    const countFacets = () =>
      toFacets(countLabels(this.#columns, this.#catalogue, { rows, fails, tests }), this.#catalogue, filter);
    return { rows: tests.length === 0 ? rows : passing(rows, fails, 0), countFacets };
  }

  /** The rows that satisfy a filter, ascending; undefined where the filter has no condition. */
  rowsWithin(filter: Partial<Filter>): Int32Array | undefined {
    const tests = this.#testsOf(filter);
    if (tests.length === 0) return undefined;
    // A claim has few topics: where one is asked for, only its claims need be looked at.
    const rows = filter.topic?.length ? this.#rowsOfTopics(filter.topic) : this.all();
    return passing(rows, failuresOf(tests, rows), 0);
  }

  /** All rows, ascending: a list that nobody may change. */
  all(): Int32Array {
    if (this.#all === undefined) {
      this.#all = new Int32Array(this.size);
      for (let row = 0; row < this.#all.length; row++) this.#all[row] = row;
    }
    return this.#all;
  }

  /** Numbers of the versions whose date lies within bounds, both included. */
  versionsWithin(bounds: { from?: string | undefined; to?: string | undefined }): Uint8Array {
    return datesWithin(this.versions, bounds);
  }

  /** These rows by the dates of their documents, undated ones last, in the order of each text. */
  byDate(rows: Int32Array, first: 'newest' | 'oldest'): Int32Array {
    const { versions } = this;
    this.#orders[first] ??= versions
      .map((_, i) => i)
      .sort((a, b) => compareVersions(versions[a]!, versions[b]!, first === 'newest' ? 1 : -1));
    const order = this.#orders[first];
    const starts = new Uint32Array(versions.length);
    for (const row of rows) starts[this.version[row]!]!++;
    let sum = 0;
    for (const version of order) {
      const count = starts[version]!;
      starts[version] = sum;
      sum += count;
    }
    const ordered = new Int32Array(rows.length);
    for (const row of rows) ordered[starts[this.version[row]!]!++] = row;
    return ordered;
  }

  #partnersOf(row: number): readonly Partner[] {
    return this.#columns.partners.get(this.keys[row]!) ?? [];
  }

  #testsOf(filter: Partial<Filter>) {
    const called = filter.speaker?.length ? new Set(this.speakersCalled(filter.speaker)) : new Set<string>();
    return testsOf(this.#columns, this.#catalogue, filter, called);
  }

  #rowsOfTopics(topics: readonly string[]): Int32Array {
    const lists = [...new Set(topics)].map((topic) => this.rowsOfTopic(topic));
    if (lists.length === 1) return lists[0]!;
    return Int32Array.from(new Set(lists.flatMap((list) => [...list]))).sort();
  }
}

const called = new WeakMap<object, Map<string, string[]>>();

/** Identifiers of speakers by each of their names in lower case. */
function calledIn(speakers: readonly LabelledSpeaker[]): ReadonlyMap<string, readonly string[]> {
  const known = called.get(speakers);
  if (known) return known;
  const names = new Map<string, string[]>();
  for (const { id, name, aliases } of speakers)
    for (const one of [name, ...aliases]) {
      const list = names.get(one.toLowerCase());
      if (list) list.push(id);
      else names.set(one.toLowerCase(), [id]);
    }
  called.set(speakers, names);
  return names;
}

function decode<N extends Enumerated>(name: N, code: number): (typeof ENUMERATED)[N][number] | undefined {
  return code === UNKNOWN ? undefined : ENUMERATED[name][code];
}

/** The `way` is 1 where the newest comes first, -1 where the oldest does. */
function compareVersions(a: LabelledVersion, b: LabelledVersion, way: 1 | -1): number {
  if (a.date !== b.date) return a.date === null ? 1 : b.date === null ? -1 : a.date > b.date ? -way : way;
  return a.document < b.document ? -1 : 1;
}
