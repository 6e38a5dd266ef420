import type Database from 'better-sqlite3';
import type { Bloc, Capacity, SpeakerKind } from '../../claim.ts';
import { date } from '../filter.ts';

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
  kind: SpeakerKind;
  country: string | null;
  bloc: Bloc;
  capacity: Capacity | null;
  aliases: string[];
}

/** The lists of a catalogue: plain data that one thread can hand to another. */
export type CatalogueData = Pick<Catalogue, 'versions' | 'speakers' | 'topics' | 'cues'>;

/**
 * What the columns of labels point at by number: current versions, speakers, topics and cues. A number means the same for as long as
 * a catalogue and those made of it live, so that columns can be patched; what is gone keeps its number, and no claim.
 */
export class Catalogue {
  readonly versions: readonly LabelledVersion[];
  /** Numbers of current versions by their database ids. */
  readonly versionAt: ReadonlyMap<number, number>;
  readonly speakers: readonly LabelledSpeaker[];
  readonly speakerAt: ReadonlyMap<string, number>;
  readonly topics: string[];
  readonly cues: string[];
  /** Numbers of cues: there may be ten thousands, so that all catalogues share them. */
  readonly cueAt: Map<string, number>;
  readonly #topicAt: Map<string, number>;

  private constructor(given: CatalogueData & Pick<Catalogue, 'versionAt' | 'speakerAt' | 'cueAt'>) {
    this.versions = given.versions;
    this.versionAt = given.versionAt;
    this.speakers = given.speakers;
    this.speakerAt = given.speakerAt;
    this.topics = given.topics;
    this.cues = given.cues;
    this.#topicAt = new Map(given.topics.map((topic, i) => [topic, i]));
    this.cueAt = given.cueAt;
  }

  static of({ versions, speakers, topics, cues }: CatalogueData): Catalogue {
    return new Catalogue({
      versions,
      versionAt: new Map(versions.map(({ id }, i) => [id, i])),
      speakers,
      speakerAt: new Map(speakers.map(({ id }, i) => [id, i])),
      topics,
      cues,
      cueAt: new Map(cues.map((cue, i) => [cue, i])),
    });
  }

  static read(database: Database.Database): Catalogue {
    return Catalogue.of({ versions: readVersions(database), speakers: readSpeakers(database), topics: [], cues: [] });
  }

  /** The catalogue after a write that touched claims with these keys, now or before of these versions, and these speakers. */
  after(
    database: Database.Database,
    touched: { claims: readonly number[]; versions: readonly number[]; speakers: readonly string[] },
  ): Catalogue {
    const { speakers } = touched;
    const found = database
      .prepare('SELECT DISTINCT c.version FROM json_each(?) k CROSS JOIN claims c ON c.key = k.value')
      .pluck()
      .all(JSON.stringify(touched.claims)) as number[];
    const ids = [...new Set([...touched.versions, ...found])].sort((a, b) => a - b);
    const versions = patch(this.versions, this.versionAt, ids, readVersions(database, ids), GONE_VERSION);
    const people = patch(this.speakers, this.speakerAt, speakers, readSpeakers(database, speakers), GONE_SPEAKER);
    return new Catalogue({
      versions: versions.list,
      versionAt: versions.at,
      speakers: people.list,
      speakerAt: people.at,
      topics: this.topics,
      cues: this.cues,
      cueAt: this.cueAt,
    });
  }

  /** The number of a topic, which gets one where it has none. */
  topicOf(topic: string): number {
    const known = this.#topicAt.get(topic);
    if (known !== undefined) return known;
    this.#topicAt.set(topic, this.topics.length);
    return this.topics.push(topic) - 1;
  }

  /** The number of a reporting expression, which gets one where it has none; -1 of none. */
  cueOf(cue: string | null): number {
    if (cue === null) return -1;
    const known = this.cueAt.get(cue);
    if (known !== undefined) return known;
    this.cueAt.set(cue, this.cues.length);
    return this.cues.push(cue) - 1;
  }
}

/** What stands at the number of something that is gone. */
const GONE_VERSION: LabelledVersion = { id: -1, document: '', title: null, date: null, damaged: false };
const GONE_SPEAKER: LabelledSpeaker = {
  id: '',
  name: '',
  kind: 'unnamed',
  country: null,
  bloc: 'other',
  capacity: null,
  aliases: [],
};

/** A list in which those with the given ids are as they are now, or gone; new ones come last. The same list where all are. */
function patch<K, T extends { id: K }>(
  list: readonly T[],
  at: ReadonlyMap<K, number>,
  ids: readonly K[],
  now: readonly T[],
  gone: T,
): { list: readonly T[]; at: ReadonlyMap<K, number> } {
  if (isSame(list, at, ids, now)) return { list, at };
  const [patched, places] = [[...list], new Map(at)];
  for (const id of ids) {
    const place = places.get(id);
    if (place !== undefined) patched[place] = gone;
    places.delete(id);
    const one = now.find((other) => other.id === id);
    if (!one) continue;
    places.set(id, place ?? patched.length);
    patched[place ?? patched.length] = one;
  }
  return { list: patched, at: places };
}

function isSame<K, T extends { id: K }>(
  list: readonly T[],
  at: ReadonlyMap<K, number>,
  ids: readonly K[],
  now: readonly T[],
): boolean {
  const known = ids.flatMap((id) => list[at.get(id) ?? -1] ?? []);
  const isThere = new Set(now.map((one) => JSON.stringify(one)));
  return (
    known.length === ids.length && now.length === ids.length && known.every((one) => isThere.has(JSON.stringify(one)))
  );
}

/** Current versions: all, or those among the given ids. */
function readVersions(database: Database.Database, ids?: readonly number[]): LabelledVersion[] {
  const among = ids ? 'AND v.id IN (SELECT value FROM json_each(?))' : '';
  const rows = database
    .prepare(
      `SELECT v.id, d.name AS document, v.title, ${date()} AS date, v.quality = 'damaged' AS damaged
         FROM versions v JOIN documents d ON d.id = v.document WHERE v.current = 1 ${among} ORDER BY v.id`,
    )
    .all(...(ids ? [JSON.stringify(ids)] : [])) as (Omit<LabelledVersion, 'damaged'> & { damaged: 0 | 1 })[];
  return rows.map((row) => ({ ...row, damaged: row.damaged === 1 }));
}

function readSpeakers(database: Database.Database, ids?: readonly string[]): LabelledSpeaker[] {
  const among = ids ? 'WHERE id IN (SELECT value FROM json_each(?))' : '';
  const rows = database
    .prepare(`SELECT id, name, kind, country, bloc, capacity, aliases FROM speakers ${among} ORDER BY id`)
    .all(...(ids ? [JSON.stringify(ids)] : [])) as (Omit<LabelledSpeaker, 'aliases'> & { aliases: string })[];
  return rows.map((row) => ({ ...row, aliases: JSON.parse(row.aliases) as string[] }));
}
