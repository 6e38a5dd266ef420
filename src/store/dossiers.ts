import type Database from 'better-sqlite3';
import type { Bloc, Capacity, SpeakerKind } from '../claim.ts';
import { countMonths, countSpeakers, type LabelKind, type MonthCount } from './counts.ts';
import { date } from './filter.ts';
import type { LabelledSpeaker, Labels } from './labels/index.ts';
import type { Memo } from './memo.ts';
import { prepared } from './prepared.ts';

/** Whose or which claims are counted; `source` is a publisher's name as documents give it. */
export type Subject = { speaker: string } | { topic: string } | { source: string };

/** A speaker with what there is of them. */
export interface CountedSpeaker {
  id: string;
  name: string;
  aliases: string[];
  kind: SpeakerKind;
  country: string | null;
  bloc: Bloc;
  capacity: Capacity | null;
  claims: number;
  documents: number;
}

/** A publisher with what there is of theirs; the country is what documents say. */
export interface CountedSource {
  name: string;
  country: string | null;
  documents: number;
  digests: number;
  claims: number;
}

/** A document of a publisher; `digest` where it retells one in other words. */
export interface SourceDocument {
  name: string;
  title: string | null;
  date: string | null;
  digest: boolean;
  claims: number;
}

/** How many claims one speaker reports of another, as the next step of their way. */
export interface ReportCount {
  from: Named;
  to: Named;
  claims: number;
}
interface Named {
  id: string;
  name: string;
  bloc: Bloc;
}

/** The publisher whose words a document carries: of a digest the one that it retells. Of table `v`. */
const SOURCE = "CASE WHEN v.digest_of IS NULL THEN v.publisher ELSE json_extract(v.digest_of, '$.publisher') END";

/** What is counted of speakers, topics and publishers, over the claims that stand; kept until anything is written. */
export class Dossiers {
  readonly #database: Database.Database;
  readonly #memo: Memo;
  readonly #labels: () => Labels;

  constructor(database: Database.Database, memo: Memo, labels: () => Labels) {
    this.#database = database;
    this.#memo = memo;
    this.#labels = labels;
  }

  /** All who make a claim, those with most claims first. It is shared: nobody may change it. */
  speakers(): readonly CountedSpeaker[] {
    return this.#memo.get('speakers with counts', () => {
      const labels = this.#labels();
      const { claims, documents } = countSpeakers(labels);
      const speakers = byName(labels.speakers).filter((number) => claims[number]! > 0);
      return [...speakers.sort((a, b) => claims[b]! - claims[a]!)].map((number) => ({
        claims: claims[number]!,
        documents: documents[number]!,
        ...labels.speakers[number]!,
      }));
    });
  }

  /** All publishers whose words are here, those with most claims first. It is shared: nobody may change it. */
  sources(): readonly CountedSource[] {
    return this.#memo.get('sources with counts', () => this.#countSources());
  }

  #countSources(): CountedSource[] {
    const labels = this.#labels();
    const claims = new Map(labels.versions.map(({ id }, number) => [id, labels.rowsOfVersion(number).length]));
    const sources = new Map<string, CountedSource>();
    for (const { id, name, digest, country } of this.#published()) {
      const known = sources.get(name) ?? { name, country: null, documents: 0, digests: 0, claims: 0 };
      sources.set(name, {
        name,
        country: country ?? known.country,
        documents: known.documents + 1,
        digests: known.digests + Number(digest),
        claims: known.claims + (claims.get(id) ?? 0),
      });
    }
    return [...sources.values()].sort((a, b) => b.claims - a.claims);
  }

  /** Documents of a publisher, and those that retell one, newest first. */
  documentsOf(source: string): SourceDocument[] {
    const labels = this.#labels();
    const claims = new Map(labels.versions.map(({ id }, number) => [id, labels.rowsOfVersion(number).length]));
    return this.#published()
      .filter(({ name }) => name === source)
      .map(({ id, document, title, date: day, digest }) => ({
        name: document,
        title,
        date: day,
        digest,
        claims: claims.get(id) ?? 0,
      }))
      .sort((a, b) => ((a.date ?? '') !== (b.date ?? '') ? ((a.date ?? '') < (b.date ?? '') ? 1 : -1) : 0));
  }

  /** Whose words every document carries of which that is known, by name, country and document. */
  #published(): readonly Published[] {
    return this.#memo.describe('publishers', () => {
      const rows = this.#database
        .prepare(
          `SELECT v.id, d.name AS document, v.title, ${date()} AS date, ${SOURCE} AS name, v.digest_of IS NOT NULL AS digest,
                  CASE WHEN v.digest_of IS NULL THEN v.country ELSE json_extract(v.digest_of, '$.country') END AS country
             FROM versions v JOIN documents d ON d.id = v.document
            WHERE v.current = 1 AND ${SOURCE} IS NOT NULL ORDER BY ${SOURCE}, country, d.name`,
        )
        .all() as (Omit<Published, 'digest'> & { digest: 0 | 1 })[];
      return rows.map((row) => ({ ...row, digest: row.digest === 1 }));
    });
  }

  /**
   * The claims of a subject that somebody makes, counted by month: all, or by the blocs of those who make them, or by topic;
   * a claim counts once for each label.
   */
  months(subject: Subject, by: LabelKind): MonthCount[] {
    const count = () => {
      const labels = this.#labels();
      return countMonths(labels, this.#rowsOf(labels, subject), by);
    };
    return this.#memo.get(`months by ${by} ${JSON.stringify(subject)}`, count);
  }

  /**
   * Who reports whom in the claims of a subject, step by step of their ways, most claims first: of a speaker the steps that
   * begin or end with them. That a digest retells a source is no step.
   */
  reports(subject: Subject): ReportCount[] {
    return this.#memo.get(`reports ${JSON.stringify(subject)}`, () => this.#countReports(subject));
  }

  #countReports(subject: Subject): ReportCount[] {
    const labels = this.#labels();
    const digests = new Set(this.#published().flatMap(({ id, digest }) => (digest ? [id] : [])));
    const rows = 'speaker' in subject ? this.#rowsWithOnWay(labels, subject.speaker) : this.#rowsOf(labels, subject);
    const count = prepared(
      this.#database,
      `SELECT a.speaker, b.speaker, count(DISTINCT a.claim)
         FROM json_each(?) k CROSS JOIN hops a ON a.claim = k.value AND a.position >= ?
         CROSS JOIN hops b ON b.claim = a.claim AND b.position = a.position + 1
        WHERE a.speaker <> b.speaker GROUP BY 1, 2`,
    ).raw();
    const counts = new Map<string, { from: string; to: string; claims: number }>();
    for (const isDigest of [false, true]) {
      const keys = rows
        .filter((row) => digests.has(labels.versions[labels.version[row]!]!.id) === isDigest)
        .map((row) => labels.keys[row]!);
      for (const [from, to, claims] of count.iterate(JSON.stringify([...keys]), Number(isDigest)) as Iterable<
        [string, string, number]
      >) {
        if ('speaker' in subject && subject.speaker !== from && subject.speaker !== to) continue;
        const pair = JSON.stringify([from, to]);
        counts.set(pair, { from, to, claims: claims + (counts.get(pair)?.claims ?? 0) });
      }
    }
    const named = (id: string): Named => {
      const { name, bloc } = labels.speakers[labels.speakerNumber(id)]!;
      return { id, name, bloc };
    };
    return [...counts.values()]
      .map(({ from, to, claims }) => ({ from: named(from), to: named(to), claims }))
      .sort((a, b) => b.claims - a.claims || compare(a.from.name, b.from.name) || compare(a.to.name, b.to.name));
  }

  /** Rows of the claims that a subject makes or has, ascending. */
  #rowsOf(labels: Labels, subject: Subject): Int32Array {
    if ('topic' in subject) return labels.rowsOfTopic(subject.topic);
    if ('speaker' in subject) return rowsMadeBy(labels, labels.speakerNumber(subject.speaker));
    const theirs = new Set(this.#published().flatMap(({ id, name }) => (name === subject.source ? [id] : [])));
    const rows = labels.versions.flatMap(({ id }, number) => (theirs.has(id) ? [...labels.rowsOfVersion(number)] : []));
    return Int32Array.from(rows).sort();
  }

  /** Rows of the claims that somebody makes or reports, ascending. */
  #rowsWithOnWay(labels: Labels, speaker: string): Int32Array {
    const keys = prepared(this.#database, 'SELECT DISTINCT claim FROM hops WHERE speaker = ?').pluck().all(speaker);
    return Int32Array.from((keys as number[]).map((key) => labels.rowOf(key)).filter((row) => row >= 0)).sort();
  }
}

/** A current version with the publisher whose words it carries. */
interface Published {
  id: number;
  document: string;
  title: string | null;
  /** Of the source where the document is a digest. */
  date: string | null;
  name: string;
  digest: boolean;
  country: string | null;
}

/** Rows of the claims that a speaker makes, also with others. */
function rowsMadeBy(labels: Labels, speaker: number): Int32Array {
  if (speaker < 0) return new Int32Array(0);
  const own = labels.rowsOfSpeaker(speaker);
  const partly = labels.jointRows.filter((row) => labels.makersOf(row).indexOf(speaker) > 0);
  return Int32Array.from(new Set([...own, ...partly])).sort();
}

const orders = new WeakMap<object, Int32Array>();

/** Numbers of speakers by their names, worked out once for each list of them. */
function byName(speakers: readonly LabelledSpeaker[]): Int32Array {
  const known = orders.get(speakers);
  if (known) return known;
  const order = Int32Array.from(speakers.keys()).sort(
    (a, b) => compare(speakers[a]!.name, speakers[b]!.name) || compare(speakers[a]!.id, speakers[b]!.id),
  );
  orders.set(speakers, order);
  return order;
}

/** By code units, as SQLite has it for all but rare characters; not by the customs of a language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
