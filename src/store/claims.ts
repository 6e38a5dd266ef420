import type Database from 'better-sqlite3';
import type { Claim, Hop, JointSpeaker, Metadata, Span } from '../claim.ts';
import type { Filter } from '../contract.ts';
import { CLAIM_TABLES, date, toCondition } from './filter.ts';
import { prepared } from './prepared.ts';

interface ClaimRow {
  key: number;
  id: string;
  document: string;
  hash: string;
  text: string;
  before: string;
  after: string;
  start: number;
  end: number;
  page: number | null;
  speaker: string;
  speaker_name: string;
  speaker_kind: Claim['speaker']['kind'];
  speaker_country: string | null;
  bloc: Claim['bloc'];
  capacity: Claim['capacity'];
  jointly: string;
  manner: Claim['manner'];
  polarity: Claim['polarity'];
  hedge: string | null;
  cue: string | null;
  hops: string;
  stance: Claim['stance'];
  topics: string;
  confidence: number;
  title: string | null;
  date: string | null;
  digest_of: string | null;
  quality: Claim['quality'];
  corrected: string | null;
}

const decider = (
  row: string,
) => `CASE WHEN ${row}.decided_start IS NOT NULL THEN json_object('text', ${row}.decided_text,
  'start', ${row}.decided_start, 'end', ${row}.decided_end, 'sentences', ${row}.decided_sentences) END`;

/** Text recognised in pictures is stored as damaged, and how sure the recognition was. */
export const QUALITY = "CASE WHEN v.recognition IS NULL THEN v.quality ELSE 'ocr' END";

/** The columns of a row of `hops` or `claim_speakers` that say how its speaker was found. */
const resolution = (row: string) => `CASE WHEN ${row}.rule IS NOT NULL THEN json_object('mention', ${row}.mention,
  'rule', ${row}.rule, 'confidence', ${row}.confidence, 'decidedBy', json(${decider(row)})) END`;

const COLUMNS = `
  c.key, c.id, d.name AS document, v.hash, c.text, c.words_before AS before, c.words_after AS after, c.start, c."end", c.page,
  c.speaker, s.name AS speaker_name, s.kind AS speaker_kind, s.country AS speaker_country,
  c.bloc, c.capacity, c.manner, c.polarity, c.hedge, c.cue, c.stance, c.confidence, v.title, ${date()} AS date, v.digest_of, ${QUALITY} AS quality,
  (SELECT json_group_array(json_object('id', h.speaker, 'name', hs.name, 'cue', h.cue, 'manner', h.manner,
     'polarity', h.polarity, 'hedge', h.hedge, 'resolution', json(${resolution('h')})) ORDER BY h.position)
     FROM hops h JOIN speakers hs ON hs.id = h.speaker WHERE h.claim = c.key) AS hops,
  (SELECT json_group_array(json_object('id', j.speaker, 'name', js.name, 'kind', js.kind, 'country', js.country,
     'bloc', j.bloc, 'capacity', j.capacity, 'resolution', json(${resolution('j')})) ORDER BY j.position)
     FROM claim_speakers j JOIN speakers js ON js.id = j.speaker WHERE j.claim = c.key) AS jointly,
  (SELECT json_group_array(t.topic ORDER BY t.score DESC, t.topic) FROM claim_topics t WHERE t.claim = c.key) AS topics,
  (SELECT o.corrected FROM claim_originals o WHERE o.claim = c.key) AS corrected`;

/** Claims by their database keys, in the order of the keys. Keys of no claim are passed over. */
export function getClaims(database: Database.Database, keys: readonly number[]): Claim[] {
  const sql = `SELECT ${COLUMNS} FROM ${CLAIM_TABLES} WHERE c.key IN (SELECT value FROM json_each(?))`;
  const rows = prepared(database, sql).all(JSON.stringify(keys)) as ClaimRow[];
  const byKey = new Map(rows.map((row) => [row.key, row]));
  return keys.flatMap((key) => byKey.get(key) ?? []).map(toClaim);
}

/** Claims of one version, current or not, in text order; without those that a person rejected, unless they are asked for. */
export function getClaimsOfVersion(
  database: Database.Database,
  version: number,
  options: { rejected?: boolean; span?: Span } = {},
): Claim[] {
  const { span } = options;
  const current = options.rejected ? 'c.version = ?' : 'c.version = ? AND c.rejected = 0';
  const condition = span ? `${current} AND c.start < ? AND c."end" > ?` : current;
  const values = span ? [version, span.end, span.start] : [version];
  const sql = `SELECT ${COLUMNS} FROM ${CLAIM_TABLES} WHERE ${condition} ORDER BY c.start, c."end"`;
  return (prepared(database, sql).all(...values) as ClaimRow[]).map(toClaim);
}

/** Keys of all claims that satisfy a filter: newest document first, in text order. */
export function findKeys(database: Database.Database, filter: Partial<Filter>): number[] {
  const { sql, values } = toCondition(filter);
  return database
    .prepare(
      `SELECT c.key FROM ${CLAIM_TABLES} WHERE ${sql} ORDER BY ${date()} DESC NULLS LAST, d.name, c.start, c."end"`,
    )
    .pluck()
    .all(...values) as number[];
}

/** All claims that satisfy a filter, one at a time, without holding them in memory: by document, in text order. */
export function* eachClaim(database: Database.Database, filter: Partial<Filter>): Generator<Claim> {
  const { sql, values } = toCondition(filter);
  const versions = database
    .prepare(`SELECT DISTINCT d.name, v.id FROM ${CLAIM_TABLES} WHERE ${sql} ORDER BY d.name`)
    .all(...values) as { id: number }[];
  for (const { id } of versions)
    yield* read(database, `c.version = ? AND ${sql}`, [id, ...values], 'ORDER BY c.start, c."end"').map(toClaim);
}

function read(database: Database.Database, condition: string, values: unknown[], order = ''): ClaimRow[] {
  return database
    .prepare(`SELECT ${COLUMNS} FROM ${CLAIM_TABLES} WHERE ${condition} ${order}`)
    .all(...values) as ClaimRow[];
}

function toClaim(row: ClaimRow): Claim {
  const digestOf = row.digest_of === null ? undefined : (JSON.parse(row.digest_of) as Metadata);
  return {
    id: row.id,
    document: row.document,
    version: row.hash,
    text: row.text,
    around: { before: row.before, after: row.after },
    start: row.start,
    end: row.end,
    page: row.page,
    speaker: { id: row.speaker, name: row.speaker_name, kind: row.speaker_kind, country: row.speaker_country },
    bloc: row.bloc,
    capacity: row.capacity,
    jointly: JSON.parse(row.jointly) as JointSpeaker[],
    manner: row.manner,
    polarity: row.polarity,
    hedge: row.hedge,
    cue: row.cue,
    chain: JSON.parse(row.hops) as Hop[],
    stance: row.stance,
    topics: JSON.parse(row.topics) as string[],
    confidence: row.confidence,
    title: row.title,
    date: row.date,
    digestOf: digestOf ? (digestOf.title ?? digestOf.publisher ?? 'an unnamed source') : null,
    quality: row.quality,
    corrected: row.corrected === null ? [] : (JSON.parse(row.corrected) as Claim['corrected']),
  };
}
