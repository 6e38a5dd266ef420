import { createHash } from 'node:crypto';
import { basename, dirname, sep } from 'node:path';
import type Database from 'better-sqlite3';
import type {
  Around,
  Manner,
  Metadata,
  Polarity,
  Position,
  Reading,
  Resolution,
  Snapshot,
  Speaker,
  Stance,
} from '../claim.ts';
import { searchTerms, words } from '../text.ts';
import { trimChanges } from './changes.ts';
import { linkCopies, unlinkCopies } from './copies.ts';
import { type Known, layCorrections, NOTHING, noteTarget } from './corrections.ts';
import { dropUnusedProfiles, type Linked, linkSpeakers, profilesOf } from './identities.ts';
import { indexSentences } from './sentences.ts';
import { saveSnapshot } from './snapshots.ts';
import { dropUnusedSpeakers, speakersOf } from './speakers.ts';
import { saveTrace } from './traces.ts';

/** A claim as the pipeline hands it over. Offsets are into the reading's text. */
export interface ClaimToSave {
  start: number;
  end: number;
  around?: Around;
  page?: number | undefined;
  speaker: Speaker;
  /** The speaker's on the date of the claim; without it, the one that is known of the speaker. */
  position?: Position;
  /** Those who make the claim together with the speaker. */
  jointly?: { speaker: Speaker; position: Position; resolution: Resolution }[];
  speakerConfidence: number;
  manner: Manner;
  polarity: Polarity;
  hedge?: string | undefined;
  cue?: string | undefined;
  /** Publisher first, the claim's speaker last. */
  chain: {
    speaker: Speaker;
    cue?: string | undefined;
    manner: Manner;
    polarity: Polarity;
    hedge?: string | undefined;
    resolution: Resolution;
  }[];
  topics: { id: string; score: number }[];
  /** Towards each target, the registry's first target first. */
  stances: { target: string; stance: Stance; confidence: number }[];
  confidence: number;
  vector: Float32Array;
}

export interface DocumentToSave {
  /** Absolute path, or address. */
  location: string;
  /** SHA-256 of the bytes and of the metadata given with them. */
  inputHash: string;
  /** Extractor, registry and embedding model. */
  labelledBy: string;
  reading: Reading;
  /** Metadata as the document itself has them, where people corrected those of the reading. */
  found?: Pick<Reading, 'metadata' | 'origins'> | undefined;
  claims: ClaimToSave[];
  /** What the address answered, where the location is one, and what a person said of it. */
  fetched?: { snapshot: Snapshot; given: Metadata };
  /** For the speakers whom corrections name. */
  registry?: Known;
}

/** What saving did: a document not seen before, a new version of one, or new labels for a version already there. */
export type Saved = 'added' | 'new version' | 'relabelled';

/**
 * Stores one reading of a document with its claims: all of it or nothing. A text not seen before becomes the current
 * version and takes the claims of the one before it out of the indexes; a known text gets its labels anew.
 */
export function saveDocument(database: Database.Database, document: DocumentToSave): Saved {
  return database.transaction(() => {
    const { id, name, isNew } = findOrAddDocument(database, document.location);
    const before = speakersOf(database, id);
    const profiles = profilesOf(database, id);
    const version = saveVersion(database, id, document);
    unindexOthers(database, id);
    const speakers = new Map<string, Speaker>();
    for (const claim of document.claims)
      for (const { speaker } of [claim, ...(claim.jointly ?? []), ...claim.chain]) speakers.set(speaker.id, speaker);
    const linked = linkSpeakers(database, speakers, document.registry ?? NOTHING);
    saveBlocks(database, version.id, document.reading, version.isNew);
    linkCopies(database, version.id, document.reading);
    saveTrace(database, version.id, document.reading.trace);
    saveClaims(database, name, version.id, withLinked(document, linked));
    layCorrections(database, version.id, document.registry);
    if (document.fetched) saveSnapshot(database, version.id, document.fetched.snapshot, document.fetched.given);
    dropUnusedProfiles(database, profiles);
    dropUnusedSpeakers(database, before);
    trimChanges(database);
    return isNew ? 'added' : version.isNew ? 'new version' : 'relabelled';
  })();
}

/** A claim with the descriptions of its speakers. */
type LinkedClaim = ClaimToSave & { profiles: { chain: (string | null)[]; jointly: (string | null)[] } };

/** The claims with everybody as he is known among all documents; whoever was placed by others there counts so here. */
function withLinked(
  document: DocumentToSave,
  linked: ReadonlyMap<string, Linked>,
): Omit<DocumentToSave, 'claims'> & { claims: LinkedClaim[] } {
  const find = ({ id }: Speaker) => linked.get(id)!;
  const profileOf = ({ speaker }: { speaker: Speaker }) => find(speaker).profile ?? null;
  const sideOf = (speaker: Speaker, position: Position | undefined): Position => {
    const { speaker: known, profile } = find(speaker);
    return profile === undefined ? (position ?? known) : known;
  };
  const claims = document.claims.map((claim): LinkedClaim => {
    const jointly = claim.jointly ?? [];
    return {
      ...claim,
      speaker: find(claim.speaker).speaker,
      position: sideOf(claim.speaker, claim.position),
      chain: claim.chain.map((hop) => ({ ...hop, speaker: find(hop.speaker).speaker })),
      jointly: jointly.map((one) => ({
        ...one,
        speaker: find(one.speaker).speaker,
        position: sideOf(one.speaker, one.position),
      })),
      profiles: { chain: claim.chain.map(profileOf), jointly: jointly.map(profileOf) },
    };
  });
  return { ...document, claims };
}

/** Takes a version's claims, blocks and copies out of the indexes of current content. */
export function unindexVersion(database: Database.Database, version: number): void {
  for (const table of ['claim_words', 'claim_vectors']) {
    const key = table === 'claim_words' ? 'rowid' : 'claim';
    database.prepare(`DELETE FROM ${table} WHERE ${key} IN (SELECT key FROM claims WHERE version = ?)`).run(version);
  }
  database.prepare('DELETE FROM block_words WHERE rowid IN (SELECT id FROM blocks WHERE version = ?)').run(version);
  unlinkCopies(database, version);
}

/** The name of the document that was read from a place, or would be. */
export function nameFor(database: Database.Database, location: string): string {
  const known = database.prepare('SELECT name FROM documents WHERE location = ?').pluck().get(location);
  return (known as string | undefined) ?? uniqueName(database, location);
}

function findOrAddDocument(
  database: Database.Database,
  location: string,
): { id: number; name: string; isNew: boolean } {
  const found = database.prepare('SELECT id, name FROM documents WHERE location = ?').get(location) as
    | { id: number; name: string }
    | undefined;
  if (found) return { ...found, isNew: false };
  const name = uniqueName(database, location);
  const { lastInsertRowid } = database
    .prepare('INSERT INTO documents (name, location) VALUES (?, ?)')
    .run(name, location);
  return { id: Number(lastInsertRowid), name, isNew: true };
}

// Of a file its name and, where another document has that, the folders above it, as many as it takes; of an address all
// but `https://`.
function uniqueName(database: Database.Database, location: string): string {
  const taken = database.prepare('SELECT 1 FROM documents WHERE name = ?');
  if (/^https?:/.test(location)) {
    const short = location.replace(/^https?:\/\//, '').replace(/\/$/, '');
    return taken.get(short) ? location : short;
  }
  let [name, above] = [basename(location), dirname(location)];
  while (taken.get(name) && basename(above) !== '') {
    name = `${basename(above)}${sep}${name}`;
    above = dirname(above);
  }
  return taken.get(name) ? location : name;
}

function saveVersion(
  database: Database.Database,
  document: number,
  { reading, inputHash, labelledBy, found: stated }: DocumentToSave,
): { id: number; isNew: boolean } {
  const hash = createHash('sha256').update(reading.text).digest('hex');
  const { metadata } = reading;
  const found = database
    .prepare('SELECT id FROM versions WHERE document = ? AND hash = ?')
    .pluck()
    .get(document, hash) as number | undefined;
  const fields = {
    current: 1,
    input_hash: inputHash,
    labelled_by: labelledBy,
    read_at: new Date().toISOString(),
    // What was recognised is told by the next column: see QUALITY in claims.ts.
    quality: reading.quality === 'intact' ? 'intact' : 'damaged',
    recognition: reading.recognition ?? null,
    title: metadata.title ?? null,
    author: metadata.author ?? null,
    publisher: metadata.publisher ?? null,
    date: metadata.date ?? null,
    modified: metadata.modified ?? null,
    address: metadata.address ?? null,
    language: metadata.language ?? null,
    country: metadata.country ?? null,
    kind: metadata.kind ?? null,
    licence: metadata.licence ?? null,
    digest_of: metadata.digestOf ? JSON.stringify(metadata.digestOf) : null,
    origins: JSON.stringify(reading.origins),
    found: stated ? JSON.stringify({ metadata: stated.metadata, origins: stated.origins }) : null,
    warnings: JSON.stringify(reading.warnings),
  };
  database.prepare('UPDATE versions SET current = 0 WHERE document = ?').run(document);
  const names = Object.keys(fields);
  if (found !== undefined) {
    unindexVersion(database, found);
    database.prepare('DELETE FROM claims WHERE version = ?').run(found);
    database
      .prepare(`UPDATE versions SET ${names.map((name) => `${name} = @${name}`).join(', ')} WHERE id = @id`)
      .run({ ...fields, id: found });
    return { id: found, isNew: false };
  }
  const { lastInsertRowid } = database
    .prepare(
      `INSERT INTO versions (document, hash, text, ${names.join(', ')})
       VALUES (@document, @hash, @text, ${names.map((name) => `@${name}`).join(', ')})`,
    )
    .run({ ...fields, document, hash, text: reading.text });
  return { id: Number(lastInsertRowid), isNew: true };
}

function unindexOthers(database: Database.Database, document: number): void {
  const others = database
    .prepare('SELECT id FROM versions WHERE document = ? AND current = 0')
    .pluck()
    .all(document) as number[];
  for (const version of others) unindexVersion(database, version);
}

function saveBlocks(database: Database.Database, version: number, reading: Reading, isNew: boolean): void {
  const insert = database.prepare(
    'INSERT INTO blocks (version, ordinal, kind, level, page, start, "end") VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  if (!isNew) database.prepare('DELETE FROM blocks WHERE version = ?').run(version);
  const index = database.prepare('INSERT INTO block_words (rowid, words) VALUES (?, ?)');
  const addSentences = indexSentences(database);
  reading.blocks.forEach((block, ordinal) => {
    const { lastInsertRowid } = insert.run(
      version,
      ordinal,
      block.kind,
      block.level ?? null,
      block.page ?? null,
      block.start,
      block.end,
    );
    const text = reading.text.slice(block.start, block.end);
    index.run(lastInsertRowid, searchTerms(text));
    addSentences(lastInsertRowid, text);
  });
}

function saveClaims(
  database: Database.Database,
  name: string,
  version: number,
  document: { reading: Reading; claims: LinkedClaim[] },
): void {
  const insertClaim = database.prepare(
    `INSERT INTO claims (id, version, start, "end", text, words_before, words_after, page, speaker, bloc, manner, polarity, hedge, cue, stance, confidence,
       speaker_confidence, stance_confidence, capacity)
     VALUES (@id, @version, @start, @end, @text, @before, @after, @page, @speaker, @bloc, @manner, @polarity, @hedge, @cue, @stance, @confidence,
       @speakerConfidence, @stanceConfidence, @capacity)`,
  );
  const insertHop = database.prepare(
    `INSERT INTO hops (claim, position, speaker, cue, manner, polarity, hedge, rule, confidence, mention, decided_start,
       decided_end, decided_text, decided_sentences, profile)
     VALUES (@claim, @position, @speaker, @cue, @manner, @polarity, @hedge, @rule, @confidence, @mention, @start, @end, @text,
       @sentences, @profile)`,
  );
  const insertSpeaker = database.prepare(
    `INSERT INTO claim_speakers (claim, position, speaker, bloc, capacity, rule, confidence, mention, decided_start, decided_end,
       decided_text, decided_sentences, profile)
     VALUES (@claim, @position, @speaker, @bloc, @capacity, @rule, @confidence, @mention, @start, @end, @text, @sentences, @profile)`,
  );
  const insertTopic = database.prepare('INSERT INTO claim_topics (claim, topic, score) VALUES (?, ?, ?)');
  const insertStance = database.prepare(
    'INSERT INTO claim_stances (claim, target, stance, confidence) VALUES (?, ?, ?, ?)',
  );
  const insertWords = database.prepare('INSERT INTO claim_words (rowid, words) VALUES (?, ?)');
  const insertVector = database.prepare('INSERT INTO claim_vectors (claim, embedding) VALUES (?, ?)');
  const target = document.claims[0]?.stances[0]?.target;
  if (target !== undefined) noteTarget(database, target);
  const identify = identifier(name);
  for (const claim of document.claims) {
    const text = document.reading.text.slice(claim.start, claim.end);
    const [first, ...otherStances] = claim.stances;
    const { bloc, capacity } = claim.position ?? claim.speaker;
    const { lastInsertRowid: key } = insertClaim.run({
      id: identify(text),
      version,
      start: claim.start,
      end: claim.end,
      text,
      before: claim.around?.before ?? '',
      after: claim.around?.after ?? '',
      page: claim.page ?? null,
      speaker: claim.speaker.id,
      bloc,
      capacity: capacity ?? null,
      manner: claim.manner,
      polarity: claim.polarity,
      hedge: claim.hedge ?? null,
      cue: claim.cue ?? null,
      stance: first?.stance ?? 'neutral',
      confidence: claim.confidence,
      speakerConfidence: claim.speakerConfidence,
      stanceConfidence: first?.confidence ?? 0,
    });
    claim.chain.forEach((hop, position) => {
      insertHop.run({
        claim: key,
        position,
        speaker: hop.speaker.id,
        cue: hop.cue ?? null,
        manner: hop.manner,
        polarity: hop.polarity,
        hedge: hop.hedge ?? null,
        profile: claim.profiles.chain[position] ?? null,
        ...resolutionColumns(hop.resolution),
      });
    });
    claim.jointly?.forEach(({ speaker, position, resolution }, i) => {
      insertSpeaker.run({
        claim: key,
        position: i + 1,
        speaker: speaker.id,
        bloc: position.bloc,
        capacity: position.capacity ?? null,
        profile: claim.profiles.jointly[i] ?? null,
        ...resolutionColumns(resolution),
      });
    });
    for (const topic of claim.topics) insertTopic.run(key, topic.id, topic.score);
    for (const { target, stance, confidence } of otherStances) insertStance.run(key, target, stance, confidence);
    insertWords.run(key, searchTerms(text));
    insertVector.run(BigInt(key), claim.vector);
  }
}

function resolutionColumns({ decidedBy, ...resolution }: Resolution) {
  return { ...resolution, ...(decidedBy ?? { start: null, end: null, text: null, sentences: null }) };
}

/** Identifiers of claims: of the document's name, the words, and which of the equal ones in the document it is. */
function identifier(document: string): (text: string) => string {
  const seen = new Map<string, number>();
  return (text) => {
    const content = words(text)
      .map((word) => word.text)
      .join(' ');
    const ordinal = seen.get(content) ?? 0;
    seen.set(content, ordinal + 1);
    return createHash('sha256').update(`${document}\n${content}\n${ordinal}`).digest('hex').slice(0, 16);
  };
}
