import type Database from 'better-sqlite3';
import type { Bloc, Capacity, Speaker } from '../claim.ts';
import { constraintsOf, type Decision } from '../speakers/decision.ts';
import { nameKeys } from '../speakers/likeness.ts';
import { link, type Profile } from '../speakers/link.ts';
import { isLinkable, profileOf } from '../speakers/profile.ts';
import { type Known, relabel } from './corrections.ts';
import { readDecisions } from './decisions.ts';
import { STANDING } from './filter.ts';
import { dropUnusedSpeakers, saveSpeakers } from './speakers.ts';

/** A description of somebody, to whom it is linked, and where it stands. */
export interface StoredProfile extends Profile {
  linked: string;
  documents: string[];
}

/** A speaker as a document has him, to whom he is linked. */
export interface Linked {
  speaker: Speaker;
  /** Key of the profile; undefined for those of the registry, states and unnamed ones. */
  profile?: string;
}

/** Who is who: descriptions of speakers, to whom each is linked, and what people decided. */
export class Identities {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    this.#database = database;
  }

  /** Decisions, the oldest first. */
  decisions(): Decision[] {
    return readDecisions(this.#database);
  }

  /** How many claims of current versions each speaker makes, alone or with others. */
  countClaims(): Map<string, number> {
    const rows = this.#database
      .prepare(
        `SELECT j.speaker, count(*) FROM claim_sides j JOIN claims c ON c.key = j.claim JOIN versions v ON v.id = c.version
          WHERE ${STANDING} GROUP BY 1`,
      )
      .raw()
      .all() as [string, number][];
    return new Map(rows);
  }

  /** The descriptions that are linked to a speaker, with the documents in which they stand. */
  profilesOf(speaker: string): StoredProfile[] {
    const rows = this.#database
      .prepare('SELECT key, speaker AS linked, given FROM profiles WHERE speaker = ? ORDER BY key')
      .all(speaker) as ProfileRow[];
    const documents = this.#database
      .prepare(
        `SELECT DISTINCT d.name FROM hops h JOIN claims c ON c.key = h.claim JOIN versions v ON v.id = c.version
           JOIN documents d ON d.id = v.document WHERE h.profile = @key OR EXISTS
             (SELECT 1 FROM claim_speakers j WHERE j.claim = c.key AND j.profile = @key) OR EXISTS
             (SELECT 1 FROM partners_aside a WHERE a.claim = c.key AND a.profile = @key) ORDER BY d.name`,
      )
      .pluck();
    return rows.map((row) => ({ ...toProfile(row), linked: row.linked, documents: documents.all(row) as string[] }));
  }

  /**
   * Adds decisions, of which those already there are passed over, and links those whom they concern anew: all or nothing.
   * Returns how many were new.
   */
  add(decisions: readonly Decision[], known: Known): number {
    return this.#database.transaction(() => {
      const insert = this.#database.prepare(
        `INSERT INTO decisions (id, at, editor, note, kind, speaker, "into", name, profiles, rest)
         VALUES (@id, @at, @by, @note, @kind, @speaker, @into, @name, @profiles, @rest) ON CONFLICT (id) DO NOTHING`,
      );
      const added = decisions.filter((decision) => insert.run(toRow(decision)).changes > 0);
      const keys = this.#database
        .prepare('SELECT key FROM profiles WHERE speaker IN (?, ?) OR key IN (SELECT value FROM json_each(?))')
        .pluck();
      const concerned = added.flatMap(
        ({ speaker, into, profiles }) => keys.all(speaker, into, JSON.stringify(profiles)) as string[],
      );
      relink(this.#database, concerned, known);
      layAgain(this.#database, added, known);
      return added.length;
    })();
  }
}

/**
 * Links the speakers of one document among all that were read before, and links those anew of whom it says more. `known` are
 * the registry's. Returns everybody by the identifier that the document gave him.
 */
export function linkSpeakers(
  database: Database.Database,
  speakers: ReadonlyMap<string, Speaker>,
  known: Known,
): Map<string, Linked> {
  const listed = new Set(known.speakers.map(({ id }) => id));
  const own = new Map<string, Profile>();
  for (const [id, speaker] of speakers) if (!listed.has(id) && isLinkable(speaker)) own.set(id, profileOf(speaker));
  enter(database, [...own.values()]);
  relink(
    database,
    unlinked(
      database,
      [...own.values()].map(({ key }) => key),
    ),
    known,
  );
  const find = database.prepare('SELECT speaker FROM profiles WHERE key = ?').pluck();
  const result = new Map<string, Linked>();
  const others = [...speakers].filter(([id]) => !own.has(id)).map(([, speaker]) => speaker);
  saveSpeakers(database, others);
  for (const [id, speaker] of speakers) {
    const profile = own.get(id)?.key;
    const linked = profile === undefined ? undefined : (find.get(profile) as string);
    result.set(
      id,
      linked === undefined
        ? { speaker }
        : { speaker: { ...speaker, ...sideOf(database, profile!), id: linked }, profile: profile! },
    );
  }
  return result;
}

/** Removes profiles that stand in no claim any more, among the given ones. */
export function dropUnusedProfiles(database: Database.Database, among: readonly string[]): void {
  const unused = ['hops', 'claim_speakers', 'partners_aside']
    .map((table) => `NOT EXISTS (SELECT 1 FROM ${table} u WHERE u.profile = profiles.key)`)
    .join(' AND ');
  database
    .prepare(`DELETE FROM profiles WHERE key IN (SELECT value FROM json_each(?)) AND ${unused}`)
    .run(JSON.stringify(among));
}

/** Keys of the profiles that stand in the claims of any version of a document. */
export function profilesOf(database: Database.Database, document: number): string[] {
  const claims = 'FROM claims c JOIN versions v ON v.id = c.version';
  return database
    .prepare(
      `SELECT h.profile ${claims} JOIN hops h ON h.claim = c.key WHERE v.document = @document AND h.profile IS NOT NULL
       UNION SELECT j.profile ${claims} JOIN claim_speakers j ON j.claim = c.key
        WHERE v.document = @document AND j.profile IS NOT NULL
       UNION SELECT a.profile ${claims} JOIN partners_aside a ON a.claim = c.key
        WHERE v.document = @document AND a.profile IS NOT NULL`,
    )
    .pluck()
    .all({ document }) as string[];
}

/** Claims that a person gave to one of these speakers are now those of whom the decisions say. */
function layAgain(database: Database.Database, decisions: readonly Decision[], known: Known): void {
  const claims = database
    .prepare(
      `SELECT DISTINCT c.key FROM corrections r JOIN claims c ON c.id = r.claim
        WHERE json_extract(r.after, '$.speaker.id') IN (SELECT value FROM json_each(?))`,
    )
    .pluck();
  const ids = decisions.map(({ speaker }) => speaker);
  relabel(database, () => undefined, known, claims.all(JSON.stringify(ids)) as number[]);
  dropUnusedSpeakers(database, ids);
}

interface ProfileRow {
  key: string;
  linked: string;
  given: string;
}

interface Side {
  bloc: Bloc;
  capacity: Capacity | null;
}

function toProfile({ key, given }: ProfileRow): Profile {
  return { key, speaker: JSON.parse(given) as Speaker };
}

function toRow(decision: Decision) {
  return { ...decision, profiles: JSON.stringify(decision.profiles), rest: JSON.stringify(decision.rest) };
}

function enter(database: Database.Database, profiles: readonly Profile[]): void {
  const insert = database.prepare('INSERT INTO profiles (key, given) VALUES (?, ?) ON CONFLICT (key) DO NOTHING');
  const name = database.prepare('INSERT INTO profile_names (name, profile) VALUES (?, ?) ON CONFLICT DO NOTHING');
  for (const { key, speaker } of profiles) {
    if (insert.run(key, JSON.stringify(speaker)).changes === 0) continue;
    for (const one of nameKeys(speaker)) name.run(one, key);
  }
}

function unlinked(database: Database.Database, keys: readonly string[]): string[] {
  return database
    .prepare('SELECT key FROM profiles WHERE speaker IS NULL AND key IN (SELECT value FROM json_each(?))')
    .pluck()
    .all(JSON.stringify(keys)) as string[];
}

/** Links the profiles with these keys anew, and all that share a name with them, directly or by others. */
function relink(database: Database.Database, keys: readonly string[], known: Known): void {
  if (keys.length === 0) return;
  const rows = database
    .prepare(
      `WITH RECURSIVE near (key) AS (
         SELECT value FROM json_each(?)
         UNION SELECT b.profile FROM near n JOIN profile_names a ON a.profile = n.key JOIN profile_names b ON b.name = a.name)
       SELECT p.key, p.speaker AS linked, p.given FROM near n JOIN profiles p ON p.key = n.key ORDER BY p.key`,
    )
    .all(JSON.stringify(keys)) as (Omit<ProfileRow, 'linked'> & { linked: string | null })[];
  const decisions = readDecisions(database);
  const { decided, names } = constraintsOf(decisions);
  const profiles = rows.map((row) => toProfile(row as ProfileRow));
  const current = new Map(rows.flatMap(({ key, linked }) => (linked === null ? [] : [[key, linked] as const])));
  const inUse = new Set(current.values());
  const taken = database.prepare('SELECT 1 FROM speakers WHERE id = ?');
  const isTaken = (id: string) => inUse.has(id) || isListed(id, known) || taken.get(id) !== undefined;
  const wanted = new Set(profiles.flatMap(({ key }) => decided.get(key) ?? []));
  const candidates = listedOf(known, profiles, wanted);
  const linked = link(profiles, candidates, { decided, names, current, isTaken });
  saveSpeakers(database, linked.values());
  for (const { key, speaker } of profiles) apply(database, key, linked.get(key)!, speaker, known);
  dropUnusedSpeakers(database, [...inUse]);
}

/** Writes to whom a profile belongs into every claim in which it stands; where nothing changed, nothing. */
function apply(database: Database.Database, key: string, speaker: Speaker, own: Speaker, known: Known): void {
  const isPlaced = own.country !== undefined || own.affiliation !== undefined;
  const bloc = isPlaced ? own.bloc : speaker.bloc;
  const capacity = own.capacity ?? speaker.capacity ?? null;
  const before = database
    .prepare('SELECT speaker, bloc, capacity, name FROM profiles WHERE key = ?')
    .get(key) as Side & {
    speaker: string | null;
    name: string | null;
  };
  const now = { speaker: speaker.id, bloc, capacity, name: speaker.name };
  if (JSON.stringify(now) === JSON.stringify(before)) return;
  database
    .prepare(
      'UPDATE profiles SET speaker = @speaker, bloc = @bloc, capacity = @capacity, name = @name WHERE key = @key',
    )
    .run({ ...now, key });
  const claims = database
    .prepare(
      `SELECT claim FROM hops WHERE profile = @key UNION SELECT claim FROM claim_speakers WHERE profile = @key
       UNION SELECT claim FROM partners_aside WHERE profile = @key`,
    )
    .pluck()
    .all({ key }) as number[];
  if (claims.length === 0) return;
  const work = () => {
    const set = { ...now, key };
    database.prepare('UPDATE hops SET speaker = @speaker WHERE profile = @key').run(set);
    database
      .prepare('UPDATE claim_speakers SET speaker = @speaker, bloc = @bloc, capacity = @capacity WHERE profile = @key')
      .run(set);
    database
      .prepare(
        `UPDATE claims SET speaker = @speaker, bloc = @bloc, capacity = @capacity WHERE key IN
           (SELECT h.claim FROM hops h WHERE h.profile = @key
               AND h.position = (SELECT max(position) FROM hops l WHERE l.claim = h.claim))`,
      )
      .run(set);
  };
  relabel(database, work, known, claims);
}

/** Under which name, for whom and in what capacity somebody speaks where he is described so. */
function sideOf(database: Database.Database, profile: string): { name: string; bloc: Bloc; capacity?: Capacity } {
  const find = database.prepare('SELECT name, bloc, capacity FROM profiles WHERE key = ?');
  const { capacity, ...side } = find.get(profile) as Side & { name: string };
  return { ...side, ...(capacity === null ? {} : { capacity }) };
}

const indexes = new WeakMap<readonly Speaker[], { byName: Map<string, Speaker[]>; ids: Set<string> }>();

/** The registry's speakers by the keys of their names, made once for each registry. */
function indexOf({ speakers }: Known) {
  let index = indexes.get(speakers);
  if (!index) {
    const byName = new Map<string, Speaker[]>();
    for (const speaker of speakers)
      for (const name of nameKeys(speaker)) byName.set(name, [...(byName.get(name) ?? []), speaker]);
    index = { byName, ids: new Set(speakers.map(({ id }) => id)) };
    indexes.set(speakers, index);
  }
  return index;
}

function isListed(id: string, known: Known): boolean {
  return indexOf(known).ids.has(id);
}

/** Those of the registry who share a name with any of these, and those on whom people decided. */
function listedOf(known: Known, profiles: readonly Profile[], decided: ReadonlySet<string>): Speaker[] {
  const { byName } = indexOf(known);
  const found = new Set(profiles.flatMap(({ speaker }) => nameKeys(speaker).flatMap((name) => byName.get(name) ?? [])));
  return known.speakers.filter((speaker) => found.has(speaker) || decided.has(speaker.id));
}
