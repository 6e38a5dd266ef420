import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Embeddings } from '@langchain/core/embeddings';
import type {
  Attribution,
  Extraction,
  Extractor,
  Metadata,
  Polarity,
  Reading,
  Registry,
  Resolution,
  Sentence,
  Snapshot,
  Span,
  Speaker,
} from '../src/claim.ts';
import { embedTexts } from '../src/embed.ts';
import { type ErrorCode, TriptychError } from '../src/error.ts';
import type { ClaimToSave, DocumentToSave, Saved, Store } from '../src/store/index.ts';
import { wordsAround } from './around.ts';
import { builtIn } from './attribute/built-in.ts';
import type { Labels } from './classify/index.ts';
import { isAddress, parseAddress } from './fetch/address.ts';
import type { Capture } from './fetch/crawl.ts';
import type { Fetcher } from './fetch/index.ts';
import { workInOrder } from './in-order.ts';
import { type Qualified, qualify } from './qualify.ts';
import { checkMetadata, correctReading } from './read/corrected.ts';
import { canBeScanned, checkSize, isReadable, parseSidecar } from './read/index.ts';
import type { Picture } from './read/pdf-picture.ts';
import { Reader } from './read/reader.ts';
import type { Decider, Resolved } from './resolve/index.ts';
import { segment } from './segment.ts';
import { type Piece, split } from './split/index.ts';

/** What a document goes through, in order; only an address is fetched. */
export type Step = 'fetch' | 'read' | 'attribute' | 'resolve' | 'embed' | 'label' | 'store';

/** What the steps need besides the documents. */
export interface Workshop {
  store: Store;
  /** Blind to names, so that labels cannot depend on who is named. */
  embeddings: Embeddings;
  /** Name of the embedding model. */
  model: string;
  registry: Registry;
  /** In place of {@link builtIn}. */
  extractor?: Extractor;
  /** Languages in which the characters of scanned pages are recognised; without them none are. */
  ocr?: string;
  /** Is told of each step that a document takes. */
  onStep?: (step: Step) => void;
  /** In place of the web, for tests. */
  fetcher?: Fetcher;
  /** What one call of {@link ingest} after another uses; without it each opens its own. */
  kept?: Kept;
}

/** What takes longer to open than most documents take. */
export interface Kept {
  reader: Reader;
  labels: () => Promise<Labels>;
}

/** Opens what calls of {@link ingest} can share. Who keeps it closes its reader. */
export function keepOpen(workshop: Pick<Workshop, 'store' | 'embeddings' | 'registry'>): Kept {
  return { reader: new Reader(), labels: once(() => openLabels(workshop)) };
}

export type { Picture };
export { builtIn, checkMetadata, correctReading, isAddress };

/** What became of one file or address. */
export interface Outcome {
  file: string;
  status: Saved | 'unchanged' | 'failed';
  claims?: number;
  warnings?: { code: string; message: string }[];
  /** Names of the documents that have the same text, or nearly so. */
  copies?: string[];
  error?: { code: ErrorCode | 'INTERNAL'; message: string };
}

/** Files that describe a folder rather than belong to its content; read when they are named, not when a folder is. */
const DESCRIPTION = /^(readme|license|changelog)\b/i;

/** The number of this pipeline: raised when a step changes what it makes of the same text. */
const PIPELINE = 'pipeline-20';

/**
 * Files that a list of paths stands for: a file is itself, a folder all files below it of a readable kind, by
 * name, but for hidden ones and those that describe the folder (README). An address is itself, in its one spelling.
 * Paths that lead nowhere, and folders with nothing to read, become failed outcomes.
 */
export async function findFiles(paths: readonly string[]): Promise<{ files: string[]; failed: Outcome[] }> {
  const files = new Set<string>();
  const failed: Outcome[] = [];
  for (const path of paths) {
    if (isAddress(path)) {
      try {
        files.add(parseAddress(path).href);
      } catch (error) {
        failed.push(failure(path, error));
      }
      continue;
    }
    if (!existsSync(path)) {
      failed.push(failure(path, new TriptychError('MISSING', 'There is no file or folder of this name.')));
      continue;
    }
    if (!(await stat(path)).isDirectory()) {
      files.add(resolve(path));
      continue;
    }
    const found = await findReadable(path);
    if (found.length === 0)
      failed.push(
        failure(
          path,
          new TriptychError(
            'NOTHING_TO_READ',
            'This folder has no .txt, .md, .html, .pdf, .docx, .epub or .warc file in it or below it.',
          ),
        ),
      );
    for (const file of found) files.add(file);
  }
  return { files: [...files], failed };
}

/** Options of {@link ingest}. */
export interface IngestOptions {
  /** What a person says of all of them; wins over what they say themselves. */
  given?: Metadata;
  /** Ask addresses again that were fetched before. */
  refresh?: boolean;
  onFile?: (outcome: Outcome, done: number) => void;
  /** Takes no more files once it is aborted, and finishes those that were begun. */
  signal?: AbortSignal;
}

/**
 * Documents that are read and labelled at one time: while one is labelled, the next is read in the thread of the reader, and
 * claims of a third are embedded in that of the model. More only take memory.
 */
const AHEAD = 4;
/** Files of more bytes are read with nothing beside them, since their memory is watched as that of the whole process. */
const LARGE = 1_000_000;

/**
 * Takes files and addresses into the knowledge base, one transaction each, in order. One bad file never stops the others;
 * what was read before with the same content and the same labels is left as it is, so that a run that was broken off goes on
 * where it stopped. An address is fetched once, and again only to `refresh` it.
 */
export async function ingest(
  files: readonly string[],
  workshop: Workshop,
  { onFile, signal, ...options }: IngestOptions = {},
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const kept = workshop.kept ?? keepOpen(workshop);
  const task: Task = {
    ...options,
    labelledBy: nameLabels(workshop),
    // What only a new document needs is loaded with the first one: most runs find nothing new.
    labels: kept.labels,
    fetcher: once(async () => workshop.fetcher ?? (await import('./fetch/index.ts')).createFetcher()),
    reader: kept.reader,
  };
  // A service has a budget, which is spent in the order of the documents.
  const ahead = (workshop.extractor ?? builtIn) === builtIn ? AHEAD : 1;
  try {
    await workInOrder(itemsOf(files), {
      ahead,
      signal,
      isAlone: async (item) => workshop.ocr !== undefined || (await isLarge(item)),
      prepare: (item) => prepareFile(item, workshop, task),
      finish: async ({ file }, prepared) => {
        const outcome = await prepared()
          .then((ready) => finishFile(file, ready, workshop, task))
          .catch((error) => failure(file, error));
        outcomes.push(outcome);
        onFile?.(outcome, outcomes.length);
      },
    });
  } finally {
    if (!workshop.kept) await kept.reader.close();
  }
  return outcomes;
}

/** Reads a file and its sidecar, or an address, as {@link ingest} would store it. Throws what the reader throws. */
export async function preview(
  file: string,
  { registry, reader, given, ocr }: { registry: Registry; reader: Reader; given?: Metadata; ocr?: string | undefined },
): Promise<Reading> {
  const input = isAddress(file)
    ? await fetchInput(file, { given, fetcher: async () => (await import('./fetch/index.ts')).createFetcher() })
    : await readInput(file, given);
  return readFrom(input, { reader, registry, ocr: ocrOf(input, ocr) });
}

/** What claims are labelled with. */
type Labelling = Pick<Workshop, 'embeddings' | 'registry' | 'extractor' | 'onStep'> & { labels: Labels };

/**
 * The labelled claims of what was read from a document, in text order, as the store takes them; the reading, with the
 * extractor's warnings; and whether the extractor left something unfinished.
 */
export async function readClaims(
  found: Reading,
  document: string,
  workshop: Labelling,
): Promise<{ reading: Reading; claims: ClaimToSave[]; unfinished: boolean }> {
  workshop.onStep?.('attribute');
  const sentences = segment(found.text, found.blocks);
  const names = await namesIn(found, workshop.registry);
  const extraction = await (workshop.extractor ?? builtIn).extract({ ...found, sentences, ...names });
  const said = new Set(found.warnings.map(({ code }) => code));
  const warnings = [...found.warnings, ...(extraction.warnings ?? []).filter(({ code }) => !said.has(code))];
  const reading = { ...found, warnings };
  const claims = await makeClaims({ reading, sentences, extraction }, document, workshop);
  return { reading, claims, unfinished: extraction.unfinished === true };
}

/** What a document of that file or address is called in the identifiers of those who are only described in it. */
export function nameOf(location: string): string {
  return isAddress(location) ? location : basename(location);
}

/** As {@link readClaims}, with the name of what made the labels, as the store keeps it. */
export async function labelReading(
  found: Reading,
  document: string,
  workshop: Workshop,
  labels?: Labels,
): Promise<{ reading: Reading; claims: ClaimToSave[]; labelledBy: string }> {
  const labelling = { ...workshop, labels: labels ?? (await openLabels(workshop)) };
  const { reading, claims, unfinished } = await readClaims(found, document, labelling);
  // Under another name than is looked for, so that the next ingest reads it again.
  const labelledBy = `${nameLabels(workshop)}${unfinished ? ' unfinished' : ''}`;
  return { reading, claims, labelledBy };
}

/** What {@link ingest} needs for each file. */
interface Task {
  given?: Metadata | undefined;
  refresh?: boolean | undefined;
  labelledBy: string;
  labels: () => Promise<Labels>;
  fetcher: () => Promise<Fetcher>;
  reader: Reader;
}

/** A file or address to read; or one of a crawl, with what came from there; or a crawl that cannot be read on. */
interface Item {
  file: string;
  capture?: Capture | { error: unknown };
}

/** Files and addresses, and in the place of each crawl the addresses in it, as it is read. */
async function* itemsOf(files: readonly string[]): AsyncGenerator<Item> {
  const crawl = once(() => import('./fetch/crawl.ts'));
  for (const file of files) {
    if (isAddress(file) || !MAY_BE_CRAWL.test(file) || !(await (await crawl()).isCrawl(file))) {
      yield { file };
      continue;
    }
    try {
      for await (const capture of (await crawl()).readCrawl(file)) yield { file: capture.address, capture };
    } catch (error) {
      yield { file, capture: { error } };
    }
  }
}

/** Crawls are told by their content, and looked for where their names promise one. */
const MAY_BE_CRAWL = /\.warc(?:\.gz)?$/i;

/** Addresses are fetched at a pace that others set, and may be large. */
async function isLarge({ file, capture }: Item): Promise<boolean> {
  if (capture) return 'snapshot' in capture && capture.snapshot.bytes.length > LARGE;
  return isAddress(file) || (await sizeOf(file)) > LARGE;
}

/** A file that was read and labelled; only read where it is known already. */
interface Prepared {
  input: Input;
  inputHash: string;
  /** Absent where there is nothing to do. */
  read?: Reading;
  corrected?: Metadata;
  document?: Omit<DocumentToSave, 'location' | 'inputHash'>;
}

async function prepareFile({ file, capture }: Item, workshop: Workshop, task: Task): Promise<Prepared> {
  const { store, registry, onStep } = workshop;
  if (isAddress(file)) onStep?.('fetch');
  const input = await inputOf({ file, ...(capture && { capture }) }, store, task);
  onStep?.('read');
  if (isOutdated(file, input, store)) return { input, inputHash: input.hash };
  const ocr = ocrOf(input, workshop.ocr);
  const inputHash = ocr === undefined ? input.hash : `${input.hash}${RECOGNISED_IN}${ocr}`;
  if (isKnown(store, file, inputHash, task.labelledBy)) return { input, inputHash };
  const read = await readFrom(input, { reader: task.reader, registry, ocr });
  const corrected = store.documentCorrections.inForceAt(file);
  return { input, inputHash, read, corrected, document: await labelCorrected(file, read, corrected, workshop, task) };
}

/** Stores what was prepared, as if nothing had been prepared before the files before it were stored. */
async function finishFile(file: string, prepared: Prepared, workshop: Workshop, task: Task): Promise<Outcome> {
  const { store } = workshop;
  const { input, inputHash, read } = prepared;
  let { document } = prepared;
  if (!document || !read || isOutdated(file, input, store) || isKnown(store, file, inputHash, task.labelledBy)) {
    const known = store.findSnapshot(file);
    if (input.fetched && known && known.hash === input.fetched.snapshot.hash && known.at < input.fetched.snapshot.at)
      store.confirmSnapshot(file, input.fetched.snapshot.at);
    return { file, status: 'unchanged' };
  }
  // Under which name a file goes, and so what was corrected of it, depends on the files before it.
  const corrected = store.documentCorrections.inForceAt(file);
  if (!isDeepStrictEqual(corrected, prepared.corrected))
    document = await labelCorrected(file, read, corrected, workshop, task);
  workshop.onStep?.('store');
  const fetched = input.fetched ? { fetched: input.fetched } : {};
  const status = store.save({ location: file, inputHash, ...document, ...fetched });
  const copies = store.findCopies(file);
  const { claims, reading } = document;
  return { file, status, claims: claims.length, warnings: reading.warnings, ...(copies.length > 0 && { copies }) };
}

async function labelCorrected(
  file: string,
  read: Reading,
  corrected: Metadata,
  workshop: Workshop,
  task: Task,
): Promise<Omit<DocumentToSave, 'location' | 'inputHash'>> {
  const { registry } = workshop;
  const { reading, found } = correctReading(read, corrected, { name: basename(file), sources: registry.sources });
  return { ...(await labelReading(reading, nameOf(file), workshop, await task.labels())), found, registry };
}

/** Bytes of a file; none where there is none, which reading it says. */
async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}

// A copy elsewhere of what is already known is not a second document; a file that was moved keeps its place in the store.
function isKnown(store: Store, file: string, inputHash: string, labelledBy: string): boolean {
  // Two addresses are two documents, even where they say the same.
  if (!store.findInput(file) && !isAddress(file)) {
    const elsewhere = store.findLocation(inputHash);
    if (elsewhere === undefined || isAddress(elsewhere)) return false;
    if (existsSync(elsewhere)) return store.findInput(elsewhere)?.labelledBy === labelledBy;
    store.move(elsewhere, file);
  }
  const known = store.findInput(file);
  return known !== undefined && isSame(known.inputHash, inputHash) && known.labelledBy === labelledBy;
}

/** Between the hash of an input and the languages in which its scanned pages were read. */
const RECOGNISED_IN = '+ocr:';

/** What cannot be a scan is read within the usual limits, and not again for being asked. */
function ocrOf({ bytes }: Input, languages: string | undefined): string | undefined {
  return languages !== undefined && canBeScanned(bytes) ? languages : undefined;
}

/** What was read with its scanned pages needs no reading without them. */
function isSame(known: string, wanted: string): boolean {
  return known === wanted || known.startsWith(`${wanted}${RECOGNISED_IN}`);
}

/** A document as it was got, before it is read. */
interface Input {
  bytes: Uint8Array;
  given: Metadata;
  /** SHA-256 of the bytes and of the metadata given with them. */
  hash: string;
  name: string;
  fetched?: { snapshot: Snapshot; given: Metadata };
  /** It comes from a crawl: when, only the snapshot says. */
  isCaptured?: true;
}

async function readInput(file: string, given?: Metadata): Promise<Input> {
  const bytes = await readBytes(file).catch((error: NodeJS.ErrnoException) => {
    if (error instanceof TriptychError) throw error;
    throw new TriptychError(
      'MISSING',
      `The file cannot be read (${error.code}). Check that it is there and may be read.`,
    );
  });
  const sidecarPath = file.replace(/(\.[^./\\]+)?$/, '.meta.yaml');
  const sidecar = existsSync(sidecarPath)
    ? parseSidecar(await readFile(sidecarPath, 'utf8'), basename(sidecarPath))
    : {};
  const metadata = { ...sidecar, ...given };
  return { bytes, given: metadata, hash: hashOf(bytes, metadata), name: basename(file) };
}

/** The bytes of a file, if they and its sidecar are still those that a version with this hash was read from. */
export async function findOriginal(file: string, inputHash: string): Promise<Uint8Array | undefined> {
  const { bytes, hash } = await readInput(file);
  return isSame(inputHash, hash) ? bytes : undefined;
}

/** One page of a PDF as it is printed, drawn by a thread of its own. Throws what `Reader.picture` throws. */
export async function pictureOf(bytes: Uint8Array, page: number): Promise<Picture> {
  const reader = new Reader();
  try {
    return await reader.picture(bytes, page);
  } finally {
    await reader.close();
  }
}

async function inputOf({ file, capture }: Item, store: Store, task: Task): Promise<Input> {
  if (capture && 'error' in capture) throw capture.error;
  if (capture)
    return { ...keptInput(capture.snapshot, { ...store.findSnapshot(file)?.given, ...task.given }), isCaptured: true };
  return isAddress(file) ? fetchInput(file, { ...task, store }) : readInput(file, task.given);
}

/** Where a later capture of an address is known, or it was asked since, an earlier one tells nothing. */
function isOutdated(file: string, { fetched, isCaptured }: Input, store: Store): boolean {
  const known = isCaptured ? store.findSnapshot(file) : undefined;
  return fetched !== undefined && known !== undefined && fetched.snapshot.at < known.at;
}

function keptInput(snapshot: Snapshot, given: Metadata): Input {
  const { address, bytes } = snapshot;
  return { bytes, given, hash: hashOf(bytes, given), name: address, fetched: { snapshot, given } };
}

/** The snapshot that is kept of an address; what it answers now, where there is none or it is to be refreshed. */
async function fetchInput(
  address: string,
  { store, given, refresh, fetcher }: { store?: Store } & Pick<Task, 'given' | 'refresh' | 'fetcher'>,
): Promise<Input> {
  const kept = store?.findSnapshot(address);
  const fetched = kept && !refresh ? kept : await (await fetcher()).fetch(address, kept);
  const snapshot = fetched ?? { ...(kept as Snapshot), at: new Date().toISOString() };
  return { ...keptInput(snapshot, { ...kept?.given, ...given }), name: address };
}

async function readFrom(
  { bytes, given, name, fetched }: Input,
  { reader, registry, ocr }: { reader: Reader; registry: Registry; ocr: string | undefined },
): Promise<Reading> {
  const hints = fetched ? (await import('./fetch/hints.ts')).hintsOf(fetched.snapshot) : { name };
  return reader.read(bytes, { given, sources: registry.sources, ...hints, ocr });
}

function hashOf(bytes: Uint8Array, given: Metadata): string {
  return createHash('sha256').update(bytes).update(JSON.stringify(given)).digest('hex');
}

/** A pipe or a device has no size, and may have no end. */
async function readBytes(file: string): Promise<Buffer> {
  const found = await stat(file);
  if (!found.isFile()) throw new TriptychError('WRONG_TYPE', 'This is no file, but a pipe or a device.');
  checkSize(found.size);
  return readFile(file);
}

async function makeClaims(
  { reading, sentences, extraction }: { reading: Reading; sentences: Sentence[]; extraction: Extraction },
  document: string,
  workshop: Labelling,
): Promise<ClaimToSave[]> {
  const { classify, turned } = await import('./classify/index.ts');
  const { resolve: resolveSpeakers } = await import('./resolve/index.ts');
  const { text, blocks, metadata, quality } = reading;
  // A digest retells: what it says without naming a speaker is nobody's position.
  const own = metadata.digestOf ? [] : extraction.own;
  const { attributions } = extraction;
  workshop.onStep?.('resolve');
  const speakers = resolveSpeakers({
    text,
    blocks,
    sentences,
    attributions,
    metadata,
    registry: workshop.registry,
    document,
  });
  const { positionOf } = workshop.registry;
  const { date } = metadata.digestOf ?? metadata;
  const qualified = qualify(text, sentences, attributions);
  // What nobody says is nobody's claim.
  const polarities = qualified.map(({ polarity }) => polarity);
  const pieces = split({ text, blocks, sentences, attributions, own, quality, polarities }).filter(
    ({ attribution }) =>
      attribution === undefined || speakers.attributionSpeakers[attribution]?.rule !== 'nobody at all',
  );
  const texts = pieces.map(({ start, end }) => text.slice(start, end));
  workshop.onStep?.('embed');
  const vectors = await embedTexts(workshop.embeddings, texts);
  workshop.onStep?.('label');
  const headings = headingsOf(reading);
  const labelled = classify(
    pieces.map(({ block }, i) => ({
      text: texts[i] as string,
      vector: vectors[i] as Float32Array,
      heading: headings[block],
    })),
    workshop.labels,
  );
  return pieces.map((piece, i) => {
    const made =
      piece.attribution === undefined ? speakers.voice : (speakers.attributionSpeakers[piece.attribution] as Resolved);
    const { speaker, confidence } = made;
    const attribution = piece.attribution === undefined ? undefined : attributions[piece.attribution];
    const chain = chainOf(text, piece, { attributions, qualified, ...speakers });
    const { polarity, hedge } = qualityOf(chain);
    return {
      start: piece.start,
      end: piece.end,
      around: wordsAround(text, piece, sentences),
      page: blocks[piece.block]?.page,
      speaker,
      position: positionOf(speaker, date),
      jointly: (made.jointly ?? []).map((one) => ({
        position: positionOf(one.speaker, date),
        ...whoIs(text, one),
      })),
      speakerConfidence: confidence,
      manner: piece.manner,
      polarity,
      hedge,
      cue: attribution && cueOf(text, attribution),
      chain,
      topics: labelled[i]?.topics ?? [],
      stances: (labelled[i]?.stances ?? []).map((stance) => ({ ...stance, ...turned(stance, polarity) })),
      confidence: round(piece.confidence * confidence),
      vector: vectors[i] as Float32Array,
    };
  });
}

/** Names, where the text does not show by capitals which words are some. */
async function namesIn({ text, quality }: Reading, registry: Registry): Promise<{ names?: Span[] }> {
  if (quality !== 'damaged') return {};
  const { findNames } = await import('./resolve/index.ts');
  return { names: findNames(text, registry) };
}

/** Of the one who makes the claim, if everybody on the way asserts that he does; who only denies that he said it leaves it unsaid. */
function qualityOf(chain: ClaimToSave['chain']): { polarity: Polarity; hedge: string | undefined } {
  const last = chain.at(-1);
  const reported = chain.slice(0, -1).every((hop) => hop.polarity === 'asserted');
  return {
    polarity: reported ? (last?.polarity ?? 'asserted') : 'unsaid',
    hedge: chain.findLast((hop) => hop.hedge !== undefined)?.hedge,
  };
}

/** From the publisher, by whoever reports whom, to the one who makes the claim. */
function chainOf(
  text: string,
  piece: Piece,
  found: {
    attributions: Attribution[];
    qualified: Qualified[];
    attributionSpeakers: Resolved[];
    voice: Resolved;
    publishers: Resolved[];
  },
): ClaimToSave['chain'] {
  const { attributions, qualified, attributionSpeakers, voice, publishers } = found;
  const hops: ClaimToSave['chain'] = [];
  const seen = new Set<number>();
  for (let i = piece.attribution; i !== undefined && !seen.has(i); i = attributions[i]?.within) {
    seen.add(i);
    const attribution = attributions[i] as Attribution;
    hops.unshift({
      cue: cueOf(text, attribution),
      manner: attribution.manner,
      ...whoIs(text, attributionSpeakers[i] as Resolved),
      ...(qualified[i] as Qualified),
    });
  }
  const own = { manner: 'own', polarity: 'asserted' } as const;
  const reporters = publishers.map((publisher) => ({ ...own, ...whoIs(text, publisher) }));
  if (piece.attribution === undefined) hops.push({ ...own, ...whoIs(text, voice) });
  // Who reports himself is one hop, not two, unless he denies that he said it.
  return [...reporters, ...hops].filter(
    ({ speaker, polarity }, i, all) => speaker.id !== all[i + 1]?.speaker.id || polarity !== 'asserted',
  );
}

/** A speaker, and how the text says that it is he. */
function whoIs(text: string, resolved: Resolved): { speaker: Speaker; resolution: Resolution } {
  const { speaker, mention, rule, confidence, decidedBy } = resolved;
  return {
    speaker,
    resolution: {
      mention: mention === '' ? null : mention,
      rule,
      confidence,
      decidedBy: decidedBy ? withWords(text, decidedBy) : null,
    },
  };
}

function withWords(text: string, { start, end, sentences }: Decider): Resolution['decidedBy'] {
  return { text: text.slice(start, end), start, end, sentences: sentences ?? null };
}

function cueOf(text: string, attribution: Attribution): string | undefined {
  const cue = attribution.cue.map(({ start, end }) => text.slice(start, end)).join(' … ');
  return cue === '' ? undefined : cue.replaceAll(/\s+/g, ' ');
}

/** For each block the words of the last heading before it, or its own. */
function headingsOf({ text, blocks }: Reading): (string | undefined)[] {
  let heading: string | undefined;
  return blocks.map(({ kind, start, end }) => {
    if (kind === 'heading') heading = text.slice(start, end);
    return heading;
  });
}

/** Topics and targets of the registry, ready for {@link classify}; their vectors are kept in the store. */
export async function openLabels(workshop: Pick<Workshop, 'store' | 'embeddings' | 'registry'>): Promise<Labels> {
  const { prepareLabels } = await import('./classify/index.ts');
  return prepareLabels(workshop.registry, (texts) => embedLabels(workshop, texts));
}

async function embedLabels(
  { store, embeddings }: Pick<Workshop, 'store' | 'embeddings'>,
  texts: string[],
): Promise<number[][]> {
  const vectors = await store.labelVectors(texts, (missing) => embedTexts(embeddings, missing));
  return vectors.map((vector) => Array.from(vector));
}

function nameLabels({ registry, extractor, model }: Workshop): string {
  const made = [PIPELINE, (extractor ?? builtIn).name, model, registry.fingerprint.slice(0, SHORT)];
  return [...made, nameTopics(registry)].join(' ');
}

/** The part of {@link nameLabels} that topics and stances rest on. */
function nameTopics(registry: Registry): string {
  return registry.labels.slice(0, SHORT);
}

/** What a version was labelled by, after its topics and stances alone were made anew. */
export function renameTopics(labelledBy: string, registry: Registry): string {
  const parts = labelledBy.split(' ');
  return parts.length <= TOPICS_AT ? labelledBy : parts.with(TOPICS_AT, nameTopics(registry)).join(' ');
}

/** Digits of a fingerprint that tell two registries apart. */
const SHORT = 12;
/** Where {@link nameLabels} has the topics; what an older pipeline wrote lacks them. */
const TOPICS_AT = 4;

async function findReadable(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && isReadable(entry.name) && !DESCRIPTION.test(entry.name))
    .map((entry) => resolve(join(entry.parentPath, entry.name)))
    .filter(
      (file) =>
        !relative(folder, file)
          .split(/[\\/]/)
          .some((part) => part.startsWith('.') || part === 'node_modules'),
    )
    .sort();
}

function failure(file: string, error: unknown): Outcome {
  if (error instanceof TriptychError)
    return { file, status: 'failed', error: { code: error.code, message: error.message } };
  const message = error instanceof Error ? error.message : String(error);
  return {
    file,
    status: 'failed',
    error: { code: 'INTERNAL', message: `This is a bug in Triptych, please report it: ${message}` },
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function round(probability: number): number {
  return Math.round(probability * 1000) / 1000;
}
