import type Database from 'better-sqlite3';
import type { Speaker } from '../claim.ts';

/** Enters a speaker, or what is now known of one who is there already. */
export function saveSpeaker(database: Database.Database, speaker: Speaker): void {
  saveSpeakers(database, [speaker]);
}

/** Enters speakers, as {@link saveSpeaker} does one. */
export function saveSpeakers(database: Database.Database, speakers: Iterable<Speaker>): void {
  const save = database.prepare(
    `INSERT INTO speakers (id, name, kind, country, bloc, affiliation, wikidata, aliases, roles, capacity)
     VALUES (@id, @name, @kind, @country, @bloc, @affiliation, @wikidata, @aliases, @roles, @capacity)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind, country = excluded.country,
       bloc = excluded.bloc, affiliation = excluded.affiliation, wikidata = excluded.wikidata,
       aliases = excluded.aliases, roles = excluded.roles, capacity = excluded.capacity`,
  );
  for (const speaker of speakers)
    save.run({
      id: speaker.id,
      name: speaker.name,
      kind: speaker.kind,
      country: speaker.country ?? null,
      bloc: speaker.bloc,
      affiliation: speaker.affiliation ?? null,
      wikidata: speaker.wikidata ?? null,
      aliases: JSON.stringify(speaker.aliases),
      roles: JSON.stringify(speaker.roles),
      capacity: speaker.capacity ?? null,
    });
}

/** Identifiers of those whom the claims of any version of a document name, or named before a person corrected them. */
export function speakersOf(database: Database.Database, document: number): string[] {
  const claims = 'FROM claims c JOIN versions v ON v.id = c.version';
  return database
    .prepare(
      `SELECT c.speaker ${claims} WHERE v.document = @document
       UNION SELECT h.speaker ${claims} JOIN hops h ON h.claim = c.key WHERE v.document = @document
       UNION SELECT j.speaker ${claims} JOIN claim_speakers j ON j.claim = c.key WHERE v.document = @document
       UNION SELECT j.speaker ${claims} JOIN partners_aside j ON j.claim = c.key WHERE v.document = @document
       UNION SELECT o.speaker ${claims} JOIN claim_originals o ON o.claim = c.key WHERE v.document = @document`,
    )
    .pluck()
    .all({ document }) as string[];
}

/** Removes speakers whom no claim and no chain mentions any more: all such, or those of the given identifiers. */
export function dropUnusedSpeakers(database: Database.Database, among?: readonly string[]): void {
  const unused = ['claims', 'hops', 'claim_speakers', 'partners_aside', 'claim_originals', 'profiles']
    .map((table) => `NOT EXISTS (SELECT 1 FROM ${table} u WHERE u.speaker = speakers.id)`)
    .join(' AND ');
  if (among === undefined) database.exec(`DELETE FROM speakers WHERE ${unused}`);
  else
    database
      .prepare(`DELETE FROM speakers WHERE id IN (SELECT value FROM json_each(?)) AND ${unused}`)
      .run(JSON.stringify(among));
}
