import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import * as sqliteVec from 'sqlite-vec';
import type { Block, Capacity, Claim, Reading, Speaker, Trace } from '../claim.ts';
import type { DocumentSummary, Filter, Stats } from '../contract.ts';
import type { DocumentCorrection } from '../documents/contract.ts';
import { TriptychError } from '../error.ts';
import { normaliseName } from '../text.ts';
import { type Reading as AheadReading, readAhead } from './ahead/index.ts';
import { type AuditCounts, countForAudit } from './audit.ts';
import { trimChanges } from './changes.ts';
import { eachClaim, findKeys, getClaims, getClaimsOfVersion } from './claims.ts';
import { copiesOf, copyGroups, type StoredCopy } from './copies.ts';
import { CorrectionLog, type Known, relabel } from './corrections.ts';
import { countClaims, countDocumentsByBloc, countTopics, countTopicsByBloc } from './counts.ts';
import { DocumentLog, getStoredReading, type StoredReading } from './documents.ts';
import { Dossiers } from './dossiers.ts';
import { countDocumentsOfSpeaker, type Fact, findFacts, findStances, findVectors, type Matter } from './facts.ts';
import { dropUnusedProfiles, Identities, profilesOf } from './identities.ts';
import { listClaims, type Place } from './listing.ts';
import { Memo } from './memo.ts';
import { type Snapshot as InMemory, Memory } from './memory.ts';
import { migrate } from './migrations.ts';
import { NearestIndex, noteNewVectors } from './nearest/index.ts';
import { MeaningMatcher } from './nearest/match.ts';
import {
  type BlockId,
  blocksOf,
  blocksWith,
  findPassages,
  findPassageVersion,
  locateBlocks,
  type PassageVersion,
  wordFrequencies,
} from './passages.ts';
import { prepared } from './prepared.ts';
import { leastConfident } from './queue.ts';
import {
  claimsWithoutTopic,
  countLabelInputs,
  type LabelInput,
  labelNext,
  renameLabels,
  type TopicsAndStances,
} from './relabelling.ts';
import { type DocumentToSave, type Saved, saveDocument, unindexVersion } from './save.ts';
import { findSentences } from './sentences.ts';
import { checkSnapshots, findSnapshot, type StoredSnapshot } from './snapshots.ts';
import { dropUnusedSpeakers, speakersOf } from './speakers.ts';
import { stemsOf } from './stems.ts';
import { Summaries, toSummary, type VersionRow } from './summaries.ts';
import { findTrace } from './traces.ts';
import { Vocabulary } from './vocabulary.ts';

export type { AuditCounts, AuditRow } from './audit.ts';
export type { StoredCopy } from './copies.ts';
export type { Known } from './corrections.ts';
export type { MonthCount } from './counts.ts';
export type { StoredReading } from './documents.ts';
export type { CountedSource, CountedSpeaker, ReportCount, SourceDocument, Subject } from './dossiers.ts';
export type { StoredProfile } from './identities.ts';
export type { LabelledSpeaker, Labels } from './labels/index.ts';
export type { Snapshot as InMemory } from './memory.ts';
export { DAMAGED } from './nearest/match.ts';
export type { BlockId, PassageVersion } from './passages.ts';
export type { Postings } from './postings.ts';
export type { ClaimToSave, DocumentToSave, Saved } from './save.ts';
export type { StoredSnapshot } from './snapshots.ts';

/** The embedding model whose vectors a database holds. */
export interface EmbeddingModel {
  name: string;
  dimensions: number;
}

/** A claim's database key with how well it matches; higher is better. */
export interface Hit {
  key: number;
  score: number;
}

/** One version with everything that belongs to it. */
export interface StoredVersion {
  id: number;
  current: boolean;
  summary: DocumentSummary;
  /** Where each field of the metadata came from. */
  origins: Reading['origins'];
  text: string;
  blocks: Block[];
  claims: Claim[];
}

/** Claims from which on reading in a thread pays, which takes a tenth of a second to start. */
const READ_AHEAD = 50_000;
/** A claim with what its row has besides. */
interface ClaimRow {
  claim: Claim;
  key: number;
  version: number;
  speaker: string;
  speakerConfidence: number;
  stanceConfidence: number;
  labelledBy: string;
}

/** How long a write waits for another process to finish its own, in milliseconds. */
const PATIENCE = 10_000;

/** The database of one knowledge base, and the only place where there is SQL. */
export class Store {
  readonly path: string;
  /** What people corrected. */
  readonly corrections: CorrectionLog;
  /** What people corrected of documents. */
  readonly documentCorrections: DocumentLog;
  readonly identities: Identities;
  readonly dossiers: Dossiers;
  readonly #database: Database.Database;
  readonly #nearest: NearestIndex;
  readonly #meaning: MeaningMatcher;
  readonly #memo: Memo;
  readonly #memory: Memory;
  readonly #summaries: Summaries;
  #ahead: AheadReading | undefined;
  /** The words of all blocks, until a document comes or goes. */
  #vocabulary: { words: Vocabulary; description: number } | undefined;

  private constructor(path: string, database: Database.Database, options: { worthwhile?: number }) {
    this.path = path;
    this.#database = database;
    this.#nearest = new NearestIndex(database, options);
    this.#memo = new Memo(database);
    this.#memory = new Memory(database);
    this.#summaries = new Summaries(database, this.#memo);
    this.#meaning = new MeaningMatcher(database, this.#nearest, () => this.memory().labels);
    this.corrections = new CorrectionLog(database);
    this.documentCorrections = new DocumentLog(database);
    this.identities = new Identities(database);
    this.dossiers = new Dossiers(database, this.#memo, () => this.memory().labels);
  }

  /**
   * Opens a database, or makes a new one for the given model. Throws BAD_DATABASE on a file of another kind, MISSING
   * where there is none and `mustExist` is set, EMBEDDING_MODEL where it holds another model's vectors. `worthwhile` is the
   * number of claims from which on {@link prepare} indexes their vectors.
   */
  static open(
    path: string,
    model: EmbeddingModel,
    options: { mustExist?: boolean; anyModel?: boolean; worthwhile?: number } = {},
  ): Store {
    if (path !== ':memory:') {
      if (options.mustExist && !existsSync(path))
        throw new TriptychError(
          'MISSING',
          `There is no database at ${resolve(path)}. Make one with: triptych ingest FILE-OR-FOLDER --db ${path}`,
        );
      mkdirSync(dirname(resolve(path)), { recursive: true });
    }
    const database = connect(path);
    try {
      migrate(database, model);
      const store = new Store(path, database, options);
      store.#checkModel(model, options.anyModel ?? false);
      return store;
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** The model named in the file, without opening it for work; undefined where there is no database yet. */
  static findModel(path: string): EmbeddingModel | undefined {
    if (path === ':memory:' || !existsSync(path)) return undefined;
    const database = connect(path);
    try {
      const has = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'settings'").get();
      return has ? readModel(database) : undefined;
    } finally {
      database.close();
    }
  }

  close(): void {
    this.#ahead?.stop();
    this.#nearest.close();
    this.#database.close();
  }

  /**
   * Makes questions quick in a large collection: vectors, where that is worth it, are read into memory (five seconds and 600 MB a
   * million claims of 512 dimensions), beside other work, and in a thread meanwhile labels and words. Until that is done, and
   * without it, every vector is compared.
   */
  async prepare(): Promise<void> {
    const newest = this.#database.prepare('SELECT max(key) FROM claims').pluck().get() as number | null;
    const isWorthwhile = this.path !== ':memory:' && (newest ?? 0) >= READ_AHEAD;
    await Promise.all([this.#nearest.prepare(), isWorthwhile ? this.#readAhead() : undefined]);
    if (this.#database.open) this.memory();
  }

  /** Until labels are there; words come later. */
  async #readAhead(): Promise<void> {
    const { description } = this.#memo;
    const reading = readAhead(this.path);
    this.#ahead = reading;
    reading.vocabulary.then((words) => {
      if (words) this.#vocabulary = { words: new Vocabulary(words), description };
    });
    const ahead = await reading.labels;
    if (ahead) this.#memory.adopt(ahead.labels, ahead.seen);
  }

  // ---- Writing ----

  /** Stores one reading with its claims, whole or not at all. */
  save(document: DocumentToSave): Saved {
    return saveDocument(this.#database, document);
  }

  /**
   * Enters what a person said of a document and stores it as it is then: both or nothing. Throws USAGE where the document
   * was read from something else meanwhile.
   */
  correctDocument(name: string, entry: DocumentCorrection, document: DocumentToSave): void {
    this.#database.transaction(() => {
      if (this.getStoredReading(name).inputHash !== document.inputHash)
        throw new TriptychError('USAGE', `The document "${name}" was read again meanwhile. Look at it, and try again.`);
      this.documentCorrections.add(name, entry);
      this.save(document);
    })();
  }

  /** Removes a document with all its versions. Throws NOT_FOUND. */
  remove(name: string): void {
    const id = this.#documentId(name);
    this.#database.transaction(() => {
      const versions = this.#database.prepare('SELECT id FROM versions WHERE document = ?').pluck().all(id) as number[];
      for (const version of versions) unindexVersion(this.#database, version);
      const speakers = speakersOf(this.#database, id);
      const profiles = profilesOf(this.#database, id);
      this.#database.prepare('DELETE FROM documents WHERE id = ?').run(id);
      dropUnusedProfiles(this.#database, profiles);
      dropUnusedSpeakers(this.#database, speakers);
      trimChanges(this.#database);
    })();
  }

  /** Tells the document that was read from one place that it now lies in another. */
  move(from: string, to: string): void {
    this.#database.prepare('UPDATE documents SET location = ? WHERE location = ?').run(to, from);
  }

  /** Vectors of texts that do not change often, made by `embed` where they are not known yet. */
  async labelVectors(texts: string[], embed: (texts: string[]) => Promise<Float32Array[]>): Promise<Float32Array[]> {
    const find = this.#database.prepare('SELECT vector FROM label_vectors WHERE text = ?').pluck();
    const missing = [...new Set(texts)].filter((text) => find.get(text) === undefined);
    const made = await embed(missing);
    const insert = this.#database.prepare('INSERT OR REPLACE INTO label_vectors (text, vector) VALUES (?, ?)');
    this.#database.transaction(() => {
      missing.forEach((text, i) => {
        insert.run(text, Buffer.from((made[i] as Float32Array).buffer));
      });
    })();
    return texts.map((text) => {
      const bytes = Uint8Array.from(find.get(text) as Buffer);
      return new Float32Array(bytes.buffer);
    });
  }

  /**
   * Puts the vectors of another model in the place of all there are: whole or not at all.
   * `embed` gets the claims' words in batches and returns unit vectors of the new model's dimensions.
   */
  async replaceVectors(
    model: EmbeddingModel,
    embed: (texts: string[]) => Promise<Float32Array[]>,
    onProgress: (done: number, total: number) => void = () => {},
  ): Promise<void> {
    const keys = this.#database
      .prepare('SELECT c.key FROM claims c JOIN versions v ON v.id = c.version WHERE v.current = 1 ORDER BY c.key')
      .pluck()
      .all() as number[];
    const vectors: Float32Array[] = [];
    for (let i = 0; i < keys.length; i += 256) {
      const claims = getClaims(this.#database, keys.slice(i, i + 256));
      vectors.push(...(await embed(claims.map(({ text }) => text))));
      onProgress(vectors.length, keys.length);
    }
    this.#database.transaction(() => {
      const { sql } = this.#database.prepare("SELECT sql FROM sqlite_schema WHERE name = 'claim_vectors'").get() as {
        sql: string;
      };
      this.#database.exec('DROP TABLE claim_vectors');
      this.#database.exec(sql.replace(/float\[\d+\]/, `float[${model.dimensions}]`));
      const insert = this.#database.prepare('INSERT INTO claim_vectors (claim, embedding) VALUES (?, ?)');
      keys.forEach((key, i) => {
        insert.run(BigInt(key), vectors[i]);
      });
      this.#database.exec('DELETE FROM label_vectors');
      noteNewVectors(this.#database);
      writeModel(this.#database, model);
    })();
  }

  /**
   * Lets `work` write the program's labels anew, of all claims or of those with the given keys: it finds and leaves the
   * program's own in the tables, and what people corrected is laid over them again. All or nothing.
   */
  relabel<T>(work: () => T, known: Known, keys?: readonly number[]): T {
    return relabel(this.#database, work, known, keys);
  }

  /** How many claims {@link labelNext} goes through in all. */
  countLabelInputs(): number {
    return countLabelInputs(this.#database);
  }

  /**
   * Lets `label` give the next `limit` claims of current versions, after a key, their topics and stances anew, under what
   * people corrected; in one short transaction. Returns the last key, how many there were, and of how many a label changed.
   */
  labelNext(
    { after, limit }: { after: number; limit: number },
    known: Known,
    label: (inputs: LabelInput[]) => TopicsAndStances[],
  ): { last: number; read: number; changed: number } {
    return labelNext(this.#database, { after, limit }, known, label);
  }

  /** How many claims have no topic, and a sample of `limit` of them with their vectors: always the same of the same claims. */
  claimsWithoutTopic(limit: number): { without: number; sample: { text: string; vector: Float32Array }[] } {
    return claimsWithoutTopic(this.#database, limit);
  }

  /** Renames what made the labels of current versions. */
  renameLabels(rename: (labelledBy: string) => string): void {
    renameLabels(this.#database, rename);
  }

  // ---- Documents ----

  /** What is known of the document last read from a place, in its current version. */
  findInput(location: string): { inputHash: string; labelledBy: string } | undefined {
    return this.#database
      .prepare(
        `SELECT v.input_hash AS inputHash, v.labelled_by AS labelledBy
           FROM documents d JOIN versions v ON v.document = d.id AND v.current = 1 WHERE d.location = ?`,
      )
      .get(location) as { inputHash: string; labelledBy: string } | undefined;
  }

  /** The name of the document that was last read from a place; undefined where there is none. */
  findName(location: string): string | undefined {
    const found = this.#database.prepare('SELECT name FROM documents WHERE location = ?').pluck().get(location);
    return found as string | undefined;
  }

  /** Where a document with exactly this input was last read from, its scanned pages read or not. */
  findLocation(inputHash: string): string | undefined {
    return this.#database
      .prepare(
        `SELECT d.location FROM documents d JOIN versions v ON v.document = d.id AND v.current = 1
          WHERE v.input_hash = ? OR v.input_hash GLOB ? ORDER BY d.id`,
      )
      .pluck()
      .get(inputHash, `${inputHash}+*`) as string | undefined;
  }

  /** What the address answered from which a document was last read; undefined where it was never fetched. */
  findSnapshot(location: string): StoredSnapshot | undefined {
    const version = this.#database
      .prepare(
        'SELECT v.id FROM documents d JOIN versions v ON v.document = d.id AND v.current = 1 WHERE d.location = ?',
      )
      .pluck()
      .get(location) as number | undefined;
    return version === undefined ? undefined : findSnapshot(this.#database, version);
  }

  /** What a version, by database id, was read from; undefined where that was a file. */
  findSnapshotOf(version: number): StoredSnapshot | undefined {
    return findSnapshot(this.#database, version);
  }

  /** What a document was read from in its current version, or the one that a hash names. Throws NOT_FOUND. */
  getSnapshot(name: string, hash?: string): StoredSnapshot {
    const snapshot = this.findSnapshotOf(this.getDocument(name, hash).id);
    if (!snapshot)
      throw new TriptychError('NOT_FOUND', `The document "${name}" was read from a file: there is no snapshot of it.`);
    return snapshot;
  }

  /** Notes that the address of a document still answers with the bytes that are kept. `at` is ISO 8601, UTC. */
  confirmSnapshot(location: string, at: string): void {
    this.#database
      .prepare(
        `UPDATE snapshots SET at = ? WHERE version =
           (SELECT v.id FROM documents d JOIN versions v ON v.document = d.id AND v.current = 1 WHERE d.location = ?)`,
      )
      .run(at, location);
  }

  /** Documents that were read from the web, by name: all, or those that are named. Throws NOT_FOUND. */
  findFetched(names: readonly string[] = []): { name: string; location: string }[] {
    const all = this.#database
      .prepare(
        `SELECT DISTINCT d.name, d.location FROM snapshots s JOIN versions v ON v.id = s.version AND v.current = 1
           JOIN documents d ON d.id = v.document ORDER BY d.name`,
      )
      .all() as { name: string; location: string }[];
    if (names.length === 0) return all;
    return names.map((name) => {
      const found = all.find((one) => one.name === name || one.location === name);
      if (!found) throw new TriptychError('NOT_FOUND', `There is no document "${name}" that was read from the web.`);
      return found;
    });
  }

  /** All documents in their current versions, by name. The list is shared: nobody may change it. */
  documents(): DocumentSummary[] {
    return this.#memo.get('documents', () => this.#summaries.list(this.memory().labels));
  }

  hasDocument(name: string): boolean {
    return this.#database.prepare('SELECT 1 FROM documents WHERE name = ?').get(name) !== undefined;
  }

  /** The current version of a document, or the one that a hash (or its beginning, of 8 digits or more) names. Throws NOT_FOUND. */
  getDocument(name: string, hash?: string): StoredVersion {
    const id = this.#documentId(name);
    const [row] =
      hash === undefined
        ? this.#versionRows('v.document = ? AND v.current = 1', [id])
        : this.#versionRows("v.document = ? AND length(?) >= 8 AND v.hash LIKE ? || '%'", [
            id,
            hash,
            hash.replaceAll(/[^0-9a-f]/g, '?'),
          ]);
    if (!row) throw new TriptychError('NOT_FOUND', `The document "${name}" has no version ${hash}.`);
    return this.#toVersion(row);
  }

  /** Where the current version of a document, or the one that a hash names, was read from. Throws NOT_FOUND. */
  getOrigin(
    name: string,
    hash?: string,
  ): { location: string; inputHash: string; snapshot: StoredSnapshot | undefined } {
    const { id } = this.getDocument(name, hash);
    const row = this.#database
      .prepare(
        'SELECT d.location, v.input_hash AS inputHash FROM versions v JOIN documents d ON d.id = v.document WHERE v.id = ?',
      )
      .get(id) as { location: string; inputHash: string };
    return { ...row, snapshot: this.findSnapshotOf(id) };
  }

  /** A document's current version as it was read, without what people corrected. Throws NOT_FOUND. */
  getStoredReading(name: string): StoredReading {
    return getStoredReading(this.#database, name);
  }

  /** Hashes of all versions of a document, newest first. */
  versions(name: string): { version: string; readAt: string; current: boolean }[] {
    return this.#versionRows('v.document = ? ORDER BY v.current DESC, v.id DESC', [this.#documentId(name)]).map(
      (row) => ({ version: row.hash, readAt: row.read_at, current: row.current === 1 }),
    );
  }

  /** Where the characters of a version, given by database id, came from; undefined where that is not known. */
  findTrace(version: number): Trace | undefined {
    return findTrace(this.#database, version);
  }

  /** Documents with the text of a version, given by database id, or nearly so: the most alike first. None of a superseded version. */
  copiesOf(version: number): StoredCopy[] {
    return copiesOf(this.#database, version);
  }

  /** For each document that has copies, the name that stands for all of them. It is shared: nobody may change it. */
  copyGroups(): ReadonlyMap<string, string> {
    return this.#memo.get('copies', () => copyGroups(this.#database));
  }

  /** Names of the copies of the document last read from a place. */
  findCopies(location: string): string[] {
    const version = this.#database
      .prepare(
        'SELECT v.id FROM documents d JOIN versions v ON v.document = d.id AND v.current = 1 WHERE d.location = ?',
      )
      .pluck()
      .get(location) as number;
    return this.copiesOf(version).map(({ document }) => document);
  }

  // ---- Claims ----

  /** Claims by their database keys, in the order of the keys. */
  claims(keys: readonly number[]): Claim[] {
    return getClaims(this.#database, keys);
  }

  /** Keys of all claims of current versions that satisfy a filter: newest document first, in text order. */
  findKeys(filter: Partial<Filter>): number[] {
    return findKeys(this.#database, filter);
  }

  /** Keys of claims that satisfy a filter, by document, in text order: at most `limit` after a place, and how many there are. */
  listClaims(
    filter: Partial<Filter>,
    part: { after?: Place | undefined; limit: number },
  ): { total: number; keys: number[] } {
    return listClaims(this.#database, this.memory().labels, filter, part);
  }

  /** All claims of current versions that satisfy a filter, one at a time: by document, in text order. */
  eachClaim(filter: Partial<Filter> = {}): Generator<Claim> {
    return eachClaim(this.#database, filter);
  }

  /** The claim in the newest version that has it, with what explains its labels. Throws NOT_FOUND. */
  getClaim(id: string): {
    claim: Claim;
    version: Omit<StoredVersion, 'claims'>;
    speaker: Speaker;
    speakerConfidence: number;
    stanceConfidence: number;
    topics: { id: string; score: number }[];
    labelledBy: string;
  } {
    const { claim, ...row } = this.#claimRow(id);
    const [version] = this.#versionRows('v.id = ?', [row.version]);
    return {
      claim,
      version: this.#toText(version as VersionRow),
      speaker: this.getSpeaker(row.speaker),
      speakerConfidence: row.speakerConfidence,
      stanceConfidence: row.stanceConfidence,
      labelledBy: row.labelledBy,
      topics: this.#database
        .prepare('SELECT topic AS id, score FROM claim_topics WHERE claim = ? ORDER BY score DESC, topic')
        .all(row.key) as { id: string; score: number }[],
    };
  }

  /** The same claim alone, for which no text is read. Throws NOT_FOUND. */
  getClaimAlone(id: string): Claim {
    return this.#claimRow(id).claim;
  }

  #claimRow(id: string): ClaimRow {
    const row = prepared(
      this.#database,
      `SELECT c.key, c.version, c.speaker, c.speaker_confidence AS speakerConfidence,
              c.stance_confidence AS stanceConfidence, v.labelled_by AS labelledBy
         FROM claims c JOIN versions v ON v.id = c.version WHERE c.id = ? ORDER BY v.current DESC, v.id DESC LIMIT 1`,
    ).get(id) as Omit<ClaimRow, 'claim'> | undefined;
    const claim = row && getClaims(this.#database, [row.key])[0];
    if (!claim) throw new TriptychError('NOT_FOUND', `There is no claim "${id}".`);
    return { ...row, claim };
  }

  /** Keys of the claims that no person has looked at, the least confident first. They are shared: nobody may change them. */
  leastConfident(): Int32Array {
    return this.#memo.get('least confident claims', () => leastConfident(this.#database, this.memory().labels));
  }

  /** The labels of all standing claims, and which claims hold which words, as they are now. */
  memory(): InMemory {
    return this.#memory.now();
  }

  /** The words of claims, by their keys, in order; empty where there is no such claim. */
  texts(keys: readonly number[]): string[] {
    const find = prepared(this.#database, 'SELECT text FROM claims WHERE key = ?').pluck();
    return keys.map((key) => (find.get(key) as string | undefined) ?? '');
  }

  /** The forms under which the index of claims' words has these words, in order. */
  stems(words: readonly string[]): string[] {
    return stemsOf(words);
  }

  /** Cosines of a unit vector with the vectors of claims, by key; claims without a vector are left out. */
  cosines(vector: Float32Array, keys: readonly number[]): Map<number, number> {
    return this.#meaning.cosines(vector, keys);
  }

  /** Claims whose vectors lie nearest to a unit vector, nearest first by cosine, among those that satisfy a filter. */
  matchMeaning(vector: Float32Array, filter: Partial<Filter>): Hit[] {
    return this.#meaning.match(vector, filter);
  }

  // ---- Facts, for comparing ----

  /** What a piece of work gives, done once for each name until anything is written. It is shared: nobody may change it. */
  remember<T>(name: string, work: () => T): T {
    return this.#memo.get(name, work);
  }

  /** Every claim on a matter that somebody asserts or denies, in no order. */
  facts(matter: Matter): Iterable<Fact> {
    return findFacts(this.memory().labels, matter);
  }

  /** Unit vectors of claims by their keys; of a large collection as nearly as they are kept in memory. */
  vectors(keys: readonly number[]): Map<number, Float32Array> {
    return this.#nearest.vectors(keys) ?? findVectors(this.#database, keys);
  }

  /** Stances of claims by their keys; that which a claim shows is towards `firstTarget`. */
  stances(keys: readonly number[], firstTarget: string): ReturnType<typeof findStances> {
    return findStances(this.#database, keys, firstTarget);
  }

  /** How many claims and documents each bloc has on each topic; none where it is silent. */
  topicsByBloc(): ReturnType<typeof countTopicsByBloc> {
    return this.#memo.get('topics by bloc', () => countTopicsByBloc(this.memory().labels));
  }

  // ---- Passages, for finding quotations ----

  /**
   * Blocks of current versions, or of one of them alone, that match an FTS5 query, in the order in which they were stored.
   * `block` is its ordinal in the version.
   */
  findPassages(match: string, limit: number, only?: number): BlockId[] {
    return findPassages(this.#database, match, { limit, only });
  }

  /** Numbers of the blocks of current versions, or of one of them alone, that have a word, as the index has it. */
  blocksWith(word: string, only?: number): Uint32Array {
    return blocksWith(this.#database, word, only);
  }

  /** The blocks of these numbers, in order; numbers of no block are passed over. */
  locateBlocks(numbers: readonly number[]): BlockId[] {
    return locateBlocks(this.#database, numbers);
  }

  /** Blocks of current versions, or of one of them alone, that have a whole sentence of a text, those with most of them first. */
  findSentences(text: string, limit: number, only?: number): BlockId[] {
    return findSentences(this.#database, text, { limit, only });
  }

  /** How many blocks of current versions contain each word; words that none contains are left out. */
  wordFrequencies(words: readonly string[]): Map<string, number> {
    if (this.#vocabulary?.description !== this.#memo.description) this.#vocabulary = undefined;
    const known = this.#memo.describe('word frequencies', () => new Map<string, number>());
    return wordFrequencies(this.#database, words, { known, vocabulary: this.#vocabulary?.words });
  }

  /** A version with its text and blocks, by database id. Throws NOT_FOUND. */
  getVersion(id: number): PassageVersion {
    const version = findPassageVersion(this.#database, id);
    if (!version) throw new TriptychError('NOT_FOUND', `There is no version ${id}.`);
    return version;
  }

  // ---- Speakers ----

  /** A speaker by identifier. Throws NOT_FOUND. */
  getSpeaker(id: string): Speaker {
    const row = prepared(this.#database, 'SELECT * FROM speakers WHERE id = ?').get(id) as SpeakerRow | undefined;
    if (!row) throw new TriptychError('NOT_FOUND', `There is no speaker "${id}".`);
    return toSpeaker(row);
  }

  hasSpeaker(id: string): boolean {
    return this.#database.prepare('SELECT 1 FROM speakers WHERE id = ?').get(id) !== undefined;
  }

  /** Everyone to whom a name may belong, by identifier, name or alias, however it is written. */
  findSpeakers(name: string): Speaker[] {
    const byName = this.#memo.get('speakers by name', () => this.#nameSpeakers());
    return (byName.get(keyOfName(name)) ?? []).map((id) => this.getSpeaker(id));
  }

  /** Identifiers of speakers by the keys of whatever they are called. */
  #nameSpeakers(): Map<string, string[]> {
    const byName = new Map<string, string[]>();
    for (const { id, name, aliases } of this.speakers()) {
      // Nearly every name is one speaker's alone: all of theirs share a list.
      const alone = [id];
      for (const key of new Set([id, name, ...aliases].map(keyOfName))) {
        const others = byName.get(key);
        byName.set(key, others ? [...others, id] : alone);
      }
    }
    return byName;
  }

  /** All speakers, by name. */
  speakers(): Speaker[] {
    return (this.#database.prepare('SELECT * FROM speakers ORDER BY name, id').all() as SpeakerRow[]).map(toSpeaker);
  }

  // ---- The whole ----

  /** What there is, in numbers. They are shared: nobody may change them. */
  stats(): Stats {
    return this.#memo.get('stats', () => this.#countAll());
  }

  #countAll(): Stats {
    const count = (sql: string) => this.#database.prepare(sql).pluck().get() as number;
    const { labels } = this.memory();
    const { blocs, manners } = countClaims(labels);
    const { name, dimensions } = readModel(this.#database);
    return {
      documents: count('SELECT count(*) FROM documents'),
      digests: count('SELECT count(*) FROM versions WHERE current = 1 AND digest_of IS NOT NULL'),
      versions: count('SELECT count(*) FROM versions'),
      claims: labels.size,
      speakers: count('SELECT count(*) FROM speakers'),
      embeddings: { model: name, dimensions },
      blocs,
      manners: { direct: 0, indirect: 0, own: 0, ...Object.fromEntries(manners) },
    };
  }

  /** How many claims of current versions each topic has. */
  topicCounts(): ReadonlyMap<string, number> {
    return this.#memo.get('claims by topic', () => countTopics(this.memory().labels));
  }

  /** Changes with every write, whichever process wrote; other stores of the same file count otherwise. */
  get state(): string {
    return this.#memo.state;
  }

  /** How many documents there are. */
  countDocuments(): number {
    return this.#database.prepare('SELECT count(*) FROM documents').pluck().get() as number;
  }

  /** How many documents carry a claim of a speaker. */
  documentsOfSpeaker(id: string): number {
    return countDocumentsOfSpeaker(this.memory().labels, id);
  }

  /** How many documents carry a claim of each bloc. */
  documentsByBloc(): ReadonlyMap<string, number> {
    return this.#memo.get('documents by bloc', () => countDocumentsByBloc(this.memory().labels));
  }

  /** What an audit counts of the claims that stand. */
  countForAudit(): AuditCounts {
    return this.#memo.get('audit', () => countForAudit(this.#database, this.memory().labels));
  }

  /** Everything that contradicts the invariants of the design, in sentences; an empty list means that all is well. */
  check(): string[] {
    const problems: string[] = [];
    const integrity = this.#database.pragma('integrity_check', { simple: true });
    if (integrity !== 'ok') problems.push(`SQLite's integrity check says: ${integrity}`);
    for (const row of this.#database.pragma('foreign_key_check') as { table: string }[])
      problems.push(`A row of ${row.table} points at nothing.`);
    problems.push(...this.#checkVersions(), ...this.#checkIndexes(), ...checkSnapshots(this.#database));
    return problems;
  }

  #checkVersions(): string[] {
    const problems: string[] = [];
    for (const row of this.#database.prepare('SELECT id FROM versions').pluck().iterate() as Iterable<number>) {
      const [version] = this.#versionRows('v.id = ?', [row]);
      if (!version) continue;
      const { summary, text, blocks } = this.#toVersion(version);
      const claims = getClaimsOfVersion(this.#database, row, { rejected: true });
      if (sha256(text) !== summary.version)
        problems.push(`The text of ${summary.name} is not the one its hash was made of.`);
      problems.push(...checkBlocks(summary.name, text, blocks), ...checkClaims(summary.name, text, blocks, claims));
    }
    return problems;
  }

  #checkIndexes(): string[] {
    const count = (sql: string) => this.#database.prepare(sql).pluck().get() as number;
    const claims = count('SELECT count(*) FROM claims c JOIN versions v ON v.id = c.version WHERE v.current = 1');
    const blocks = count('SELECT count(*) FROM blocks b JOIN versions v ON v.id = b.version WHERE v.current = 1');
    return [
      ['claim_words', 'SELECT count(*) FROM claim_words', claims] as const,
      ['claim_vectors', 'SELECT count(*) FROM claim_vectors', claims] as const,
      ['block_words', 'SELECT count(*) FROM block_words', blocks] as const,
    ].flatMap(([name, sql, expected]) => {
      const found = count(sql);
      return found === expected ? [] : [`The index ${name} has ${found} rows where there should be ${expected}.`];
    });
  }

  #checkModel(model: EmbeddingModel, any: boolean): void {
    const stored = this.#database.prepare("SELECT 1 FROM settings WHERE key = 'embedding.model'").get();
    if (!stored) {
      writeModel(this.#database, model);
      return;
    }
    const found = readModel(this.#database);
    if (any || (found.name === model.name && found.dimensions === model.dimensions)) return;
    throw new TriptychError(
      'EMBEDDING_MODEL',
      `${this.path} holds vectors of ${found.name} (${found.dimensions} dimensions), but ${model.name} (${model.dimensions}) is configured. ` +
        `Either make all vectors anew with: triptych embed --db ${this.path} — or set TRIPTYCH_EMBEDDINGS=${found.name}.`,
    );
  }

  #documentId(name: string): number {
    const id = this.#database.prepare('SELECT id FROM documents WHERE name = ?').pluck().get(name);
    if (id === undefined) throw new TriptychError('NOT_FOUND', `There is no document "${name}".`);
    return id as number;
  }

  #versionRows(condition: string, values: unknown[]): VersionRow[] {
    return this.#database
      .prepare(
        `SELECT v.*, d.name,
                (SELECT count(*) FROM claims c WHERE c.version = v.id AND c.rejected = 0) AS claims,
                (SELECT max(page) FROM blocks b WHERE b.version = v.id) AS pages
           FROM versions v JOIN documents d ON d.id = v.document WHERE ${condition}`,
      )
      .all(...values) as VersionRow[];
  }

  #toVersion(row: VersionRow): StoredVersion {
    return { ...this.#toText(row), claims: getClaimsOfVersion(this.#database, row.id) };
  }

  #toText(row: VersionRow): Omit<StoredVersion, 'claims'> {
    return {
      id: row.id,
      current: row.current === 1,
      summary: toSummary({ ...row, characters: row.text.length }),
      origins: JSON.parse(row.origins) as Reading['origins'],
      text: row.text,
      blocks: blocksOf(this.#database, row.id),
    };
  }
}

interface SpeakerRow {
  id: string;
  name: string;
  kind: Speaker['kind'];
  country: string | null;
  bloc: Speaker['bloc'];
  affiliation: string | null;
  wikidata: string | null;
  aliases: string;
  roles: string;
  capacity: Capacity | null;
}

function connect(path: string): Database.Database {
  const database = new Database(path, { timeout: PATIENCE });
  try {
    sqliteVec.load(database);
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = NORMAL');
    database.pragma('foreign_keys = ON');
    return database;
  } catch (error) {
    database.close();
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_NOTADB')
      throw new TriptychError('BAD_DATABASE', `${path} is not a database. Name another file with --db.`, {
        cause: error,
      });
    throw error;
  }
}

function readModel(database: Database.Database): EmbeddingModel {
  const get = database.prepare('SELECT value FROM settings WHERE key = ?').pluck();
  return { name: String(get.get('embedding.model')), dimensions: Number(get.get('embedding.dimensions')) };
}

function writeModel(database: Database.Database, model: EmbeddingModel): void {
  const set = database.prepare(
    'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  database.transaction(() => {
    set.run('embedding.model', model.name);
    set.run('embedding.dimensions', String(model.dimensions));
  })();
}

function toSpeaker(row: SpeakerRow): Speaker {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    bloc: row.bloc,
    aliases: JSON.parse(row.aliases) as string[],
    roles: JSON.parse(row.roles) as Speaker['roles'],
    ...(row.country === null ? {} : { country: row.country }),
    ...(row.affiliation === null ? {} : { affiliation: row.affiliation }),
    ...(row.wikidata === null ? {} : { wikidata: row.wikidata }),
    ...(row.capacity ? { capacity: row.capacity } : {}),
  };
}

/** What names are compared by; one that is nothing but signs, as it is. */
function keyOfName(name: string): string {
  return normaliseName(name) || name;
}

function checkBlocks(name: string, text: string, blocks: Block[]): string[] {
  const problems: string[] = [];
  let end = 0;
  for (const block of [...blocks, { start: text.length, end: text.length }]) {
    if (block.start < end) problems.push(`Two blocks of ${name} overlap at ${block.start}.`);
    if (text.slice(end, block.start).trim()) problems.push(`In ${name} the text before ${block.start} is in no block.`);
    end = block.end;
  }
  return problems;
}

function checkClaims(name: string, text: string, blocks: Block[], claims: Claim[]): string[] {
  return claims.flatMap((claim) => {
    const problems: string[] = [];
    const at = `The claim ${claim.id} of ${name}`;
    if (claim.end > text.length || claim.text !== text.slice(claim.start, claim.end) || !claim.text.trim())
      problems.push(`${at} does not stand at ${claim.start}–${claim.end}.`);
    if (!isBeside(text, claim)) problems.push(`${at} has other words beside it than those around it.`);
    if (!blocks.some((block) => block.start <= claim.start && claim.start < block.end))
      problems.push(`${at} begins in no block.`);
    if (claim.chain.at(-1)?.id !== claim.speaker.id)
      problems.push(`${at} has a chain that does not end at its speaker.`);
    for (const { name: speaker, resolution } of claim.chain) {
      const decider = resolution?.decidedBy;
      if (decider && decider.text !== text.slice(decider.start, decider.end))
        problems.push(
          `${at} says that ${speaker} is named at ${decider.start}–${decider.end}, where other words stand.`,
        );
    }
    return problems;
  });
}

/** Whether the words around a claim are those of the text; an ellipsis stands for more of them. */
function isBeside(text: string, { start, end, around }: Claim): boolean {
  const before = around.before.replace(/^…/, '');
  const after = around.after.replace(/…$/, '');
  return text.startsWith(before, start - before.length) && text.startsWith(after, end);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
