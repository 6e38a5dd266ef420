import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';
import { words } from '../text.ts';
import type { BlockId } from './passages.ts';
import { prepared } from './prepared.ts';

/** Shorter sentences ("Thank you very much.") stand everywhere. */
const FEWEST_WORDS = 5;
/** Bytes of the hash that are kept: of a hundred million sentences two share one by chance, and words are compared afterwards. */
const HASH_BYTES = 6;
/** Where a sentence may end. Where it does not, the pieces are the same wherever the same words stand. */
const SENTENCE_END = /(?<=[.!?。！？]["'”’»›」』)\]]*)\s+|(?<=[。！？]["'”’»›」』)\]]*)/u;

/** Numbers that stand for the sentences of a text: the same whatever their case, marks, white space and Unicode forms. */
export function sentenceHashes(text: string): number[] {
  const hashes = text.split(SENTENCE_END).flatMap((sentence) => {
    const found = words(sentence).map((word) => word.text);
    if (found.length < FEWEST_WORDS) return [];
    return createHash('sha256').update(found.join(' ')).digest().readUIntBE(0, HASH_BYTES);
  });
  return [...new Set(hashes)];
}

/** Enters the sentences of a block, by its database id. */
export function indexSentences(database: Database.Database): (block: number | bigint, text: string) => void {
  const insert = database.prepare('INSERT INTO block_sentences (hash, block) VALUES (?, ?)');
  return (block, text) => {
    for (const hash of sentenceHashes(text)) insert.run(hash, block);
  };
}

/** Blocks of current versions, or of one of them alone, that have a whole sentence of a text, those with most of them first. */
export function findSentences(
  database: Database.Database,
  text: string,
  { limit, only }: { limit: number; only?: number | undefined },
): BlockId[] {
  return prepared(
    database,
    `SELECT b.version, b.ordinal AS block, b.start, b."end" FROM block_sentences s JOIN blocks b ON b.id = s.block
         JOIN versions v ON v.id = b.version
        WHERE s.hash IN (SELECT value FROM json_each(@hashes)) AND v.current = 1 AND v.id = coalesce(@only, v.id)
        GROUP BY b.id ORDER BY count(*) DESC, b.id LIMIT @limit`,
  ).all({ hashes: JSON.stringify(sentenceHashes(text)), limit, only: only ?? null }) as BlockId[];
}
