import type Database from 'better-sqlite3';
import type { Block, Claim, Metadata, Quality, Span, Speaker } from '../claim.ts';
import { quoteTerm } from '../text.ts';
import { getClaimsOfVersion, QUALITY } from './claims.ts';
import { numbersIn } from './numbers.ts';
import { prepared } from './prepared.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A block by its version's id and its ordinal there, and where its text stands. */
export interface BlockId extends Span {
  version: number;
  block: number;
}

/** A version as verifying reads it, without what would have to be counted. */
export interface PassageVersion {
  document: string;
  version: string;
  title: string | null;
  date: string | null;
  digestOf: string | null;
  quality: Quality;
  text: string;
  readonly blocks: Block[];
  /** Its claims that touch a span, in text order. */
  claimsIn(span: Span): Claim[];
  /** Everybody whom it reports anywhere. */
  reported(): Pick<Speaker, 'id' | 'name'>[];
}

/** Blocks of current versions, or of one of them alone, that match an FTS5 query, in the order in which they were stored. */
export function findPassages(
  database: Database.Database,
  match: string,
  { limit, only }: { limit: number; only?: number | undefined },
): BlockId[] {
  return prepared(
    database,
    `SELECT b.version, b.ordinal AS block, b.start, b."end" FROM block_words w JOIN blocks b ON b.id = w.rowid
      WHERE block_words MATCH @match AND b.version = coalesce(@only, b.version)
      ORDER BY w.rowid LIMIT @limit`,
  ).all({ match, limit, only: only ?? null }) as BlockId[];
}

/**
 * Numbers of the blocks of current versions, or of one of them alone, that have a word, ascending. Read as one text: a row by
 * itself takes five times as long to hand over, and to rank it in SQLite (bm25 looks up every block of every word) longer still.
 */
export function blocksWith(database: Database.Database, word: string, only?: number): Uint32Array {
  const match = quoteTerm(word);
  const list =
    only === undefined
      ? prepared(database, "SELECT group_concat(rowid, ' ') AS list FROM block_words WHERE block_words MATCH ?").get(
          match,
        )
      : prepared(
          database,
          `SELECT group_concat(rowid, ' ') AS list FROM block_words
            WHERE block_words MATCH ? AND rowid IN (SELECT id FROM blocks WHERE version = ?)`,
        ).get(match, only);
  return numbersIn((list as { list: string | null }).list ?? '');
}

/** The blocks of these numbers, in order; numbers of no block are passed over. */
export function locateBlocks(database: Database.Database, numbers: readonly number[]): BlockId[] {
  return prepared(
    database,
    `SELECT b.version, b.ordinal AS block, b.start, b."end" FROM json_each(?) n CROSS JOIN blocks b ON b.id = n.value
      ORDER BY n.key`,
  ).all(JSON.stringify(numbers)) as BlockId[];
}

/**
 * How many blocks of current versions contain each word; words that none contains are left out. `known` remembers what was
 * asked, and a vocabulary has all: the index has to count the blocks of a word one by one.
 */
export function wordFrequencies(
  database: Database.Database,
  words: readonly string[],
  { known, vocabulary }: { known: Map<string, number>; vocabulary?: Vocabulary | undefined },
): Map<string, number> {
  if (vocabulary) return standing(words, (word) => vocabulary.blocksWith(word));
  const unknown = words.filter((word) => !known.has(word));
  for (const word of unknown) known.set(word, 0);
  const rows = prepared(
    database,
    'SELECT term, doc FROM block_vocabulary WHERE term IN (SELECT value FROM json_each(?))',
  ).all(JSON.stringify(unknown)) as { term: string; doc: number }[];
  for (const { term, doc } of rows) known.set(term, doc);
  return standing(words, (word) => known.get(word) ?? 0);
}

function standing(words: readonly string[], countOf: (word: string) => number): Map<string, number> {
  return new Map(words.map((word) => [word, countOf(word)] as const).filter(([, count]) => count > 0));
}

/** A version by database id; undefined where there is none. */
export function findPassageVersion(database: Database.Database, id: number): PassageVersion | undefined {
  const row = prepared(
    database,
    `SELECT d.name AS document, v.hash AS version, v.title, v.date, v.digest_of, ${QUALITY} AS quality, v.text
       FROM versions v JOIN documents d ON d.id = v.document WHERE v.id = ?`,
  ).get(id) as (Omit<PassageVersion, 'digestOf' | 'blocks' | 'claimsIn'> & { digest_of: string | null }) | undefined;
  if (!row) return undefined;
  const { digest_of, ...version } = row;
  const source = digest_of === null ? undefined : (JSON.parse(digest_of) as Metadata);
  let blocks: Block[] | undefined;
  return {
    ...version,
    date: source ? (source.date ?? null) : version.date,
    digestOf: source ? (source.title ?? source.publisher ?? 'an unnamed source') : null,
    // Of most versions only the text is looked at.
    get blocks() {
      blocks ??= blocksOf(database, id);
      return blocks;
    },
    claimsIn: (span) => getClaimsOfVersion(database, id, { span }),
    reported: () => findReported(database, id),
  };
}

/** Those who make the claims of a version that it reports. */
function findReported(database: Database.Database, version: number): Pick<Speaker, 'id' | 'name'>[] {
  return prepared(
    database,
    `SELECT s.id, s.name FROM speakers s
      WHERE s.id IN (SELECT speaker FROM claims WHERE version = ? AND manner <> 'own' AND rejected = 0) ORDER BY s.id`,
  ).all(version) as Pick<Speaker, 'id' | 'name'>[];
}

/** The blocks of a version, in text order. */
export function blocksOf(database: Database.Database, version: number): Block[] {
  const rows = prepared(
    database,
    'SELECT kind, level, page, start, "end" FROM blocks WHERE version = ? ORDER BY ordinal',
  ).all(version) as { kind: Block['kind']; level: number | null; page: number | null; start: number; end: number }[];
  return rows.map(({ level, page, ...block }) => ({
    ...block,
    ...(level === null ? {} : { level }),
    ...(page === null ? {} : { page }),
  }));
}
