import type Database from 'better-sqlite3';
import type { Bloc, Capacity, SpeakerKind } from '../claim.ts';
import { countSpeakers } from './counts.ts';
import { date, STANDING } from './filter.ts';
import type { Labels } from './labels/index.ts';
import type { Memo } from './memo.ts';

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

/** Claims of one label in a month (`2020-08`), or a year where no month is known; null without a date. Stances are towards the first target. */
export interface MonthCount {
  label: string;
  month: string | null;
  claims: number;
  supports: number;
  opposes: number;
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

/** By what claims are counted, and the table that has it. */
const LABELS = {
  all: { column: "''", table: '' },
  bloc: { column: 'j.bloc', table: 'JOIN claim_sides j ON j.claim = c.key' },
  topic: { column: 't.topic', table: 'JOIN claim_topics t ON t.claim = c.key' },
} as const;

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
      const counts = countSpeakers(labels);
      const numbers = new Map(labels.speakers.map(({ id }, number) => [id, number]));
      const rows = this.#database
        .prepare('SELECT id, name, kind, country, bloc, capacity, aliases FROM speakers ORDER BY name, id')
        .all() as (Omit<CountedSpeaker, 'aliases' | 'claims' | 'documents'> & { aliases: string })[];
      return rows
        .map(({ aliases, ...row }) => {
          const number = numbers.get(row.id) ?? -1;
          const [claims, documents] = [counts.claims[number] ?? 0, counts.documents[number] ?? 0];
          return { ...row, aliases: JSON.parse(aliases) as string[], claims, documents };
        })
        .filter(({ claims }) => claims > 0)
        .sort((a, b) => b.claims - a.claims);
    });
  }

  /** All publishers whose words are here, those with most claims first. It is shared: nobody may change it. */
  sources(): readonly CountedSource[] {
    return this.#memo.get('sources with counts', () => this.#countSources());
  }

  #countSources(): CountedSource[] {
    const labels = this.#labels();
    const claims = new Map(labels.versions.map(({ id }, number) => [id, labels.rowsOfVersion(number).length]));
    const versions = this.#database
      .prepare(
        `SELECT v.id, ${SOURCE} AS name, v.digest_of IS NOT NULL AS digest,
                CASE WHEN v.digest_of IS NULL THEN v.country ELSE json_extract(v.digest_of, '$.country') END AS country
           FROM versions v WHERE v.current = 1 AND ${SOURCE} IS NOT NULL ORDER BY name, country`,
      )
      .all() as { id: number; name: string; digest: 0 | 1; country: string | null }[];
    const sources = new Map<string, CountedSource>();
    for (const { id, name, digest, country } of versions) {
      const known = sources.get(name) ?? { name, country: null, documents: 0, digests: 0, claims: 0 };
      sources.set(name, {
        name,
        country: country ?? known.country,
        documents: known.documents + 1,
        digests: known.digests + digest,
        claims: known.claims + (claims.get(id) ?? 0),
      });
    }
    return [...sources.values()].sort((a, b) => b.claims - a.claims);
  }

  /** Documents of a publisher, and those that retell one, newest first. */
  documentsOf(source: string): SourceDocument[] {
    const rows = this.#database
      .prepare(
        `SELECT d.name, v.title, ${date()} AS date, v.digest_of IS NOT NULL AS digest,
                (SELECT count(*) FROM claims c WHERE c.version = v.id AND c.rejected = 0) AS claims
           FROM versions v JOIN documents d ON d.id = v.document
          WHERE v.current = 1 AND ${SOURCE} = ? ORDER BY 3 DESC, d.name`,
      )
      .all(source) as (Omit<SourceDocument, 'digest'> & { digest: 0 | 1 })[];
    return rows.map((row) => ({ ...row, digest: row.digest === 1 }));
  }

  /**
   * The claims of a subject that somebody makes, counted by month: all, or by the blocs of those who make them, or by topic;
   * a claim counts once for each label.
   */
  months(subject: Subject, by: keyof typeof LABELS): MonthCount[] {
    const { sql, value } = conditionOf(subject);
    const label = LABELS[by];
    const ask = () =>
      this.#database
        .prepare(
          `SELECT label, month, count(*) AS claims, sum(stance = 'supports') AS supports, sum(stance = 'opposes') AS opposes
             FROM (SELECT DISTINCT c.key, ${label.column} AS label, substr(${date()}, 1, 7) AS month, c.stance
                     FROM claims c JOIN versions v ON v.id = c.version ${label.table}
                    WHERE ${STANDING} AND c.polarity <> 'unsaid' AND ${sql})
            GROUP BY 1, 2 ORDER BY 2, 1`,
        )
        .all(value) as MonthCount[];
    return this.#memo.get(`months by ${by} ${JSON.stringify(subject)}`, ask);
  }

  /**
   * Who reports whom in the claims of a subject, step by step of their ways, most claims first: of a speaker the steps that
   * begin or end with them. That a digest retells a source is no step.
   */
  reports(subject: Subject): ReportCount[] {
    const { sql, value } = conditionOf(subject, { onTheWay: true });
    const ends = 'speaker' in subject ? 'AND ? IN (a.speaker, b.speaker)' : '';
    const ask = () =>
      (
        this.#database
          .prepare(
            `SELECT a.speaker, x.name, x.bloc, b.speaker, y.name, y.bloc, count(DISTINCT c.key) AS claims
               FROM claims c JOIN versions v ON v.id = c.version
               JOIN hops a ON a.claim = c.key JOIN hops b ON b.claim = c.key AND b.position = a.position + 1
               JOIN speakers x ON x.id = a.speaker JOIN speakers y ON y.id = b.speaker
              WHERE ${STANDING} AND ${sql} AND a.speaker <> b.speaker ${ends}
                AND (a.position > 0 OR v.digest_of IS NULL)
              GROUP BY 1, 4 ORDER BY claims DESC, x.name, y.name`,
          )
          .raw()
          .all(...(ends ? [value, value] : [value])) as [string, string, Bloc, string, string, Bloc, number][]
      ).map(([from, fromName, fromBloc, to, toName, toBloc, claims]) => ({
        from: { id: from, name: fromName, bloc: fromBloc },
        to: { id: to, name: toName, bloc: toBloc },
        claims,
      }));
    return this.#memo.get(`reports ${JSON.stringify(subject)}`, ask);
  }
}

/** Of tables `c` and `v`. A speaker makes the claim, or `onTheWay` reports it. */
function conditionOf(subject: Subject, { onTheWay = false } = {}): { sql: string; value: string } {
  if ('topic' in subject)
    return { sql: 'c.key IN (SELECT claim FROM claim_topics WHERE topic = ?)', value: subject.topic };
  // Not as a condition on `v` itself: SQLite would ask it of every claim there is.
  if ('source' in subject)
    return { sql: `c.version IN (SELECT v.id FROM versions v WHERE ${SOURCE} = ?)`, value: subject.source };
  const table = onTheWay ? 'hops' : 'claim_sides';
  return { sql: `c.key IN (SELECT claim FROM ${table} WHERE speaker = ?)`, value: subject.speaker };
}
