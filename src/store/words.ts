import type Database from 'better-sqlite3';
import { searchTerms } from '../text.ts';

/** What the keyword index holds of one claim. Without the speaker's aliases: who has many names would rank lower for the list. */
export function indexWords(
  database: Database.Database,
  key: number | bigint,
  { text, speaker, title }: { text: string; speaker: string; title: string | null },
): void {
  database
    .prepare('INSERT INTO claim_words (rowid, words, speaker, title) VALUES (?, ?, ?, ?)')
    .run(key, searchTerms(text), searchTerms(speaker), searchTerms(title ?? ''));
}
