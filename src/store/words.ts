import type Database from 'better-sqlite3';
import { searchTerms } from '../text.ts';

/** Puts a claim into the keyword index anew, under the names that its speakers have now; only claims of current versions are in it. */
export function reindexWords(database: Database.Database, key: number): void {
  const row = database
    .prepare(
      `SELECT c.text, v.title, (SELECT group_concat(s.name, ' ') FROM claim_sides j JOIN speakers s ON s.id = j.speaker
          WHERE j.claim = c.key) AS speaker
         FROM claims c JOIN versions v ON v.id = c.version WHERE c.key = ? AND v.current = 1`,
    )
    .get(key) as { text: string; speaker: string; title: string | null } | undefined;
  if (!row) return;
  database.prepare('DELETE FROM claim_words WHERE rowid = ?').run(key);
  indexWords(database, key, row);
}

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
