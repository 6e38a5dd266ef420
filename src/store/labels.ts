import type Database from 'better-sqlite3';
import { BLOCS, CAPACITIES, MANNERS, POLARITIES, STANCES } from '../claim.ts';
import type { Facets, Filter } from '../contract.ts';
import { COURTESY, date, STANDING } from './filter.ts';

/** What filters and facets tell claims apart by. */
export type Dimension = keyof Facets;

/** Labels with few values, one a claim. A new one goes here, and the columns are read, filtered and counted. */
const ENUMERATED = {
  bloc: BLOCS,
  capacity: CAPACITIES,
  manner: MANNERS,
  polarity: POLARITIES,
  stance: STANCES,
} as const;
type Enumerated = keyof typeof ENUMERATED;
const NAMES = Object.keys(ENUMERATED) as Enumerated[];

/** What each speaker of a joint claim has of their own. */
const OF_SPEAKER = ['bloc', 'capacity'] as const;
/** The code of a label that is not known. */
const UNKNOWN = 255;

/** Values that a facet lists at most, besides the chosen ones. */
const LISTED = 200;

/** A version as far as filters and ranks know it. */
export interface LabelledVersion {
  id: number;
  document: string;
  title: string | null;
  /** Of the source where the document is a digest. */
  date: string | null;
  damaged: boolean;
}

export interface LabelledSpeaker {
  id: string;
  name: string;
  kind: string;
  aliases: string[];
}

/** Somebody who makes a claim together with its speaker; labels by their codes. */
type Partner = Record<(typeof OF_SPEAKER)[number] | 'speaker', number>;

/** Whether the claim in a row satisfies the conditions of one dimension. */
interface Test {
  dimension: Dimension;
  passes: (row: number) => boolean;
}

/**
 * The labels of all standing claims in memory, by row: claims in the order of their keys. Some 40 bytes a claim; what
 * filters and counts a million of them in milliseconds, where SQL takes seconds. A snapshot: made anew after a write.
 */
export class Labels {
  /** Database keys, ascending. */
  readonly keys: Int32Array;
  /** Indexes into `versions` and `speakers`. */
  readonly version: Int32Array;
  readonly speaker: Int32Array;
  /** Lengths of the claims in characters, up to 65,535. */
  readonly length: Uint16Array;
  readonly versions: LabelledVersion[];
  readonly speakers: LabelledSpeaker[];
  readonly #codes: Record<Enumerated, Uint8Array>;
  readonly #topics: { names: string[]; starts: Uint32Array; values: Uint16Array };
  readonly #rowOf: Int32Array;
  /** Of joint claims, by row, those who make them besides the speaker. */
  readonly #partners = new Map<number, Partner[]>();

  constructor(database: Database.Database) {
    this.versions = readVersions(database);
    this.speakers = readSpeakers(database);
    const versionAt = new Map(this.versions.map(({ id }, i) => [id, i]));
    const speakerAt = new Map(this.speakers.map(({ id }, i) => [id, i]));
    const from = `claims c JOIN versions v ON v.id = c.version WHERE ${STANDING}`;
    const size = database.prepare(`SELECT count(*) FROM ${from}`).pluck().get() as number;
    this.keys = new Int32Array(size);
    this.version = new Int32Array(size);
    this.speaker = new Int32Array(size);
    this.length = new Uint16Array(size);
    this.#codes = Object.fromEntries(NAMES.map((name) => [name, new Uint8Array(size)])) as Record<
      Enumerated,
      Uint8Array
    >;
    const codes = NAMES.map((name) => ({
      column: this.#codes[name],
      of: new Map<string, number>(ENUMERATED[name].map((value, i) => [value, i])),
    }));
    const rows = database
      .prepare(
        `SELECT c.key, c.version, c.speaker, c."end" - c.start, ${NAMES.map((name) => `c.${name}`).join(', ')}
           FROM ${from} ORDER BY c.key`,
      )
      .raw()
      .iterate() as IterableIterator<[number, number, string, number, ...string[]]>;
    let row = 0;
    for (const [key, version, speaker, length, ...values] of rows) {
      this.keys[row] = key;
      this.version[row] = versionAt.get(version)!;
      this.speaker[row] = speakerAt.get(speaker)!;
      this.length[row] = Math.min(length, 0xffff);
      codes.forEach(({ column, of }, i) => {
        column[row] = of.get(values[i]!) ?? UNKNOWN;
      });
      row++;
    }
    this.#rowOf = new Int32Array((this.keys[size - 1] ?? 0) + 1).fill(-1);
    this.keys.forEach((key, i) => {
      this.#rowOf[key] = i;
    });
    this.#topics = this.#readTopics(database);
    this.#readPartners(database, speakerAt);
  }

  get size(): number {
    return this.keys.length;
  }

  /** The row of a claim by its key; -1 where it is of no standing claim. */
  rowOf(key: number): number {
    return this.#rowOf[key] ?? -1;
  }

  /** Everybody who makes the claim in a row: indexes into `speakers`. */
  makersOf(row: number): number[] {
    return [this.speaker[row]!, ...(this.#partners.get(row) ?? []).map(({ speaker }) => speaker)];
  }

  /** Rows of the claims that several make jointly. */
  get jointRows(): Iterable<number> {
    return this.#partners.keys();
  }

  /** The identifiers of the speakers whom a filter by speaker means: by identifier, name or other name. */
  speakersCalled(names: readonly string[]): string[] {
    const wanted = new Set(names.flatMap((name) => [name.toLowerCase(), name.replace(COURTESY, '').toLowerCase()]));
    return this.speakers
      .filter(
        ({ id, name, aliases }) =>
          names.includes(id) || [name, ...aliases].some((one) => wanted.has(one.toLowerCase())),
      )
      .map(({ id }) => id);
  }

  /**
   * The rows among these that satisfy a filter, in order, with how many carry each label. A value is counted as if nothing
   * were chosen in its own facet, since several values mean "any of these": the count is what choosing it adds or keeps.
   */
  select(rows: Int32Array, filter: Partial<Filter>): { rows: Int32Array; facets: Facets } {
    const tests = this.#tests(filter);
    const counts = this.#zeros();
    const kept = new Int32Array(rows.length);
    let size = 0;
    for (const row of rows) {
      let failed: Dimension | undefined;
      let fails = 0;
      for (let i = 0; i < tests.length && fails < 2; i++)
        if (!tests[i]!.passes(row)) {
          failed = tests[i]!.dimension;
          fails++;
        }
      if (fails > 1) continue;
      if (failed === undefined) kept[size++] = row;
      this.#count(counts, row, failed);
    }
    return { rows: kept.slice(0, size), facets: this.#facets(counts, filter) };
  }

  /** Of each row 1 where it satisfies a filter; undefined where the filter has no condition. */
  mask(filter: Partial<Filter>): Uint8Array | undefined {
    const tests = this.#tests(filter);
    if (tests.length === 0) return undefined;
    const mask = new Uint8Array(this.size);
    for (let row = 0; row < mask.length; row++) mask[row] = tests.every(({ passes }) => passes(row)) ? 1 : 0;
    return mask;
  }

  /** Database keys of the claims that satisfy a filter, ascending. */
  keysWithin(filter: Partial<Filter>): Int32Array {
    const mask = this.mask(filter);
    return mask === undefined ? this.keys : this.keys.filter((_, row) => mask[row] === 1);
  }

  /** These rows, newest document first, undated ones last, in the order of each text. */
  newestFirst(rows: Int32Array): Int32Array {
    const order = this.versions.map((_, i) => i).sort((a, b) => compareVersions(this.versions[a]!, this.versions[b]!));
    const starts = new Uint32Array(order.length);
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

  #readPartners(database: Database.Database, speakerAt: ReadonlyMap<string, number>): void {
    const list = database.prepare('SELECT claim, speaker, bloc, capacity FROM claim_speakers ORDER BY claim').raw();
    for (const [claim, speaker, ...labels] of list.iterate() as IterableIterator<[number, string, ...string[]]>) {
      const row = this.rowOf(claim);
      if (row < 0) continue;
      const [bloc, capacity] = OF_SPEAKER.map((name, i) => {
        const code = (ENUMERATED[name] as readonly string[]).indexOf(labels[i]!);
        return code < 0 ? UNKNOWN : code;
      }) as [number, number];
      const partners = this.#partners.get(row) ?? [];
      partners.push({ speaker: speakerAt.get(speaker)!, bloc, capacity });
      this.#partners.set(row, partners);
    }
  }

  #readTopics(database: Database.Database): { names: string[]; starts: Uint32Array; values: Uint16Array } {
    const names = database.prepare('SELECT DISTINCT topic FROM claim_topics ORDER BY topic').pluck().all() as string[];
    const code = new Map(names.map((name, i) => [name, i]));
    const total = database.prepare('SELECT count(*) FROM claim_topics').pluck().get() as number;
    const starts = new Uint32Array(this.size + 1);
    const values = new Uint16Array(total);
    const list = database.prepare('SELECT claim, topic FROM claim_topics ORDER BY claim').raw();
    let at = 0;
    let row = 0;
    for (const [claim, topic] of list.iterate() as IterableIterator<[number, string]>) {
      const found = this.rowOf(claim);
      if (found < 0) continue;
      while (row < found) starts[++row] = at;
      values[at++] = code.get(topic)!;
    }
    while (row < this.size) starts[++row] = at;
    return { names, starts, values };
  }

  #tests(filter: Partial<Filter>): Test[] {
    const { version, speaker, versions, speakers } = this;
    const tests: Test[] = [];
    const add = (dimension: Dimension, column: Int32Array | Uint8Array, allowed: boolean[]) =>
      tests.push({ dimension, passes: (row) => allowed[column[row]!] ?? false });
    // A joint claim is everybody's who makes it.
    const addOfSpeaker = (dimension: keyof Partner, column: Int32Array | Uint8Array, allowed: boolean[]) => {
      const among = (one: Partner) => allowed[one[dimension]] ?? false;
      const passes = (row: number) => (allowed[column[row]!] || this.#partners.get(row)?.some(among)) ?? false;
      tests.push({ dimension, passes });
    };
    for (const name of NAMES) {
      const chosen: readonly string[] = filter[name] ?? [];
      if (chosen.length > 0)
        (isOfSpeaker(name) ? addOfSpeaker : add)(
          name as keyof Partner,
          this.#codes[name],
          ENUMERATED[name].map((value) => chosen.includes(value)),
        );
    }
    if (filter.document?.length)
      add(
        'document',
        version,
        versions.map((one) => filter.document!.includes(one.document)),
      );
    if (filter.from || filter.to)
      add(
        'date',
        version,
        versions.map((one) => isWithin(one.date, filter)),
      );
    if (filter.speaker?.length) {
      const called = new Set(this.speakersCalled(filter.speaker));
      addOfSpeaker(
        'speaker',
        speaker,
        speakers.map(({ id }) => called.has(id)),
      );
    }
    if (filter.topic?.length) {
      const { names, starts, values } = this.#topics;
      const wanted = names.map((name) => filter.topic!.includes(name));
      const passes = (row: number) => {
        for (let i = starts[row]!; i < starts[row + 1]!; i++) if (wanted[values[i]!]) return true;
        return false;
      };
      tests.push({ dimension: 'topic', passes });
    }
    return tests;
  }

  #zeros(): Counts {
    const versions = () => new Uint32Array(this.versions.length);
    return {
      ...(Object.fromEntries(NAMES.map((name) => [name, new Uint32Array(ENUMERATED[name].length)])) as Record<
        Enumerated,
        Uint32Array
      >),
      topic: new Uint32Array(this.#topics.names.length),
      speaker: new Uint32Array(this.speakers.length),
      document: versions(),
      date: versions(),
    };
  }

  /** Counts a row in every dimension, or in the one only whose conditions it fails. */
  #count(counts: Counts, row: number, only: Dimension | undefined): void {
    const counted = (dimension: Dimension) => only === undefined || only === dimension;
    for (const name of NAMES) if (counted(name)) counts[name][this.#codes[name][row]!]!++;
    if (counted('speaker')) counts.speaker[this.speaker[row]!]!++;
    for (const name of [...OF_SPEAKER, 'speaker'] as const) if (counted(name)) this.#countPartners(counts, row, name);
    if (counted('document')) counts.document[this.version[row]!]!++;
    if (counted('date')) counts.date[this.version[row]!]!++;
    if (!counted('topic')) return;
    const { starts, values } = this.#topics;
    for (let i = starts[row]!; i < starts[row + 1]!; i++) counts.topic[values[i]!]!++;
  }

  /** A joint claim counts for everybody who makes it, and once for a label that they share. */
  #countPartners(counts: Counts, row: number, name: keyof Partner): void {
    const partners = this.#partners.get(row);
    if (!partners) return;
    const values = new Set(partners.map((one) => one[name]));
    values.delete(name === 'speaker' ? this.speaker[row]! : this.#codes[name][row]!);
    for (const value of values) counts[name][value]!++;
  }

  #facets(counts: Counts, filter: Partial<Filter>): Facets {
    const { versions, speakers } = this;
    const list = (dimension: Exclude<Dimension, 'date'>, at: (i: number) => { value: string; name: string }) =>
      mostFrequent(counts[dimension], at, filter[dimension] ?? []);
    return {
      topic: list('topic', (i) => same(this.#topics.names[i]!)),
      ...(Object.fromEntries(NAMES.map((name) => [name, list(name, (i) => same(ENUMERATED[name][i]!))])) as Pick<
        Facets,
        Enumerated
      >),
      speaker: list('speaker', (i) => ({ value: speakers[i]!.id, name: speakers[i]!.name })),
      document: list('document', (i) => ({
        value: versions[i]!.document,
        name: versions[i]!.title ?? versions[i]!.document,
      })),
      date: countDates(versions, counts.date),
    };
  }
}

function isOfSpeaker(name: Enumerated): name is (typeof OF_SPEAKER)[number] {
  return (OF_SPEAKER as readonly string[]).includes(name);
}

type Counts = Record<Dimension, Uint32Array>;
type FacetList = Facets['topic'];

const same = (value: string) => ({ value, name: value });

function mostFrequent(
  counts: Uint32Array,
  at: (i: number) => { value: string; name: string },
  chosen: readonly string[],
): FacetList {
  const found: number[] = [];
  counts.forEach((count, i) => {
    if (count > 0) found.push(i);
  });
  const ordered = found.length > LISTED ? found.sort((a, b) => counts[b]! - counts[a]! || a - b) : found;
  const listed = ordered.slice(0, LISTED);
  const rest = chosen.length > 0 ? ordered.slice(LISTED).filter((i) => chosen.includes(at(i).value)) : [];
  return [...listed, ...rest]
    .map((i) => ({ ...at(i), count: counts[i]! }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** Years, newest first, each before its months; what is undated is in none, and what has only a year in no month. */
function countDates(versions: readonly LabelledVersion[], counts: Uint32Array): FacetList {
  const found = new Map<string, number>();
  versions.forEach(({ date }, i) => {
    if (date === null || counts[i] === 0) return;
    for (const value of new Set([date.slice(0, 4), date.slice(0, 7)]))
      found.set(value, (found.get(value) ?? 0) + counts[i]!);
  });
  const key = (value: string) => value.padEnd(7, '~');
  return [...found]
    .map(([value, count]) => ({ ...same(value), count }))
    .sort((a, b) => (key(a.value) < key(b.value) ? 1 : -1));
}

function compareVersions(a: LabelledVersion, b: LabelledVersion): number {
  if (a.date !== b.date) return a.date === null ? 1 : b.date === null || a.date > b.date ? -1 : 1;
  return a.document < b.document ? -1 : 1;
}

/** A date of reduced precision satisfies a bound if any of its days does; no date satisfies none. */
function isWithin(date: string | null, { from, to }: Partial<Filter>): boolean {
  if (date === null) return false;
  return (
    `${date}-99-99`.slice(0, 10) >= (from ?? '') && `${date}-00-00`.slice(0, 10) <= `${to ?? '9999'}-99-99`.slice(0, 10)
  );
}

function readVersions(database: Database.Database): LabelledVersion[] {
  const rows = database
    .prepare(
      `SELECT v.id, d.name AS document, v.title, ${date()} AS date, v.quality = 'damaged' AS damaged
         FROM versions v JOIN documents d ON d.id = v.document WHERE v.current = 1 ORDER BY v.id`,
    )
    .all() as (Omit<LabelledVersion, 'damaged'> & { damaged: 0 | 1 })[];
  return rows.map((row) => ({ ...row, damaged: row.damaged === 1 }));
}

function readSpeakers(database: Database.Database): LabelledSpeaker[] {
  const rows = database.prepare(`SELECT id, name, kind, aliases FROM speakers ORDER BY id`).all() as (Omit<
    LabelledSpeaker,
    'aliases'
  > & { aliases: string })[];
  return rows.map((row) => ({ ...row, aliases: JSON.parse(row.aliases) as string[] }));
}
