import type { Block, Metadata, Reading, Source } from '../../src/claim.ts';
import { TriptychError } from '../../src/error.ts';
import { type Byline, findByline, findOfficer, findSpeaker } from './byline.ts';
import { markFurniture } from './furniture.ts';
import { detectLanguage } from './language.ts';
import { linesOf } from './line.ts';
import { completeMetadata, parseSidecar, splitFrontMatter } from './metadata.ts';
import type { Recogniser } from './ocr.ts';
import type { Draft, Found } from './part.ts';
import { cutAddresses, judgeQuality } from './quality.ts';
import { blocksOf } from './text.ts';
import { findTextDate } from './text-date.ts';
import { normaliseLines, tidyBlocks, tidyText } from './tidy.ts';
import { traceText } from './trace.ts';
import { splitTurns } from './turns.ts';
import { canBeScanned, detectContent } from './type.ts';

export { canBeScanned, parseSidecar };

/** Largest file that is read, in bytes; the longest policy papers have some 20 MB, with their pictures. */
const MAX_BYTES = 50_000_000;
/** Most characters of a text or page: a paper of a thousand pages has two million. */
const MAX_CHARACTERS = 10_000_000;
/** Endings of the files that are taken from a folder. */
const ENDINGS = [
  ...['.txt', '.md', '.markdown', '.html', '.htm', '.xhtml', '.mhtml', '.mht', '.pdf', '.docx', '.epub'],
  ...['.warc', '.warc.gz'],
];
/** A title stands among the first blocks, if it stands in the text at all. */
const TITLE_WITHIN = 6;
const MAX_TITLE = 300;

/** Whether a scan of a folder takes a file of this name; sidecars (`NAME.meta.yaml`) and hidden files are none. */
export function isReadable(fileName: string): boolean {
  const name = fileName.toLowerCase().replace(/^.*[\\/]/, '');
  return !name.startsWith('.') && ENDINGS.some((ending) => name.endsWith(ending));
}

/** Throws TOO_LARGE for a file of more bytes than are read, so that nobody need load it. */
export function checkSize(bytes: number): void {
  if (bytes > MAX_BYTES) throw tooLarge(`${Math.round(bytes / 1e6)} MB`, `${MAX_BYTES / 1e6} MB`);
}

/** What is known of a document before it is read. */
export interface ReadOptions {
  /** The file's name; its ending is a hint, never a proof. */
  name: string;
  /** What a person says of it, which wins over what is found. */
  given?: Metadata;
  /** Publishers that the registry knows. */
  sources: Source[];
  /** Where it was fetched from. */
  address?: string | undefined;
  /** The encoding that its server named. */
  charset?: string | undefined;
  /** Languages in which the characters of scanned pages are recognised, e.g. `eng+chi_sim`; without them none are. */
  ocr?: string | undefined;
}

/**
 * Reads one file: text in Unicode NFC with LF line ends, blocks that cover it, metadata with origins, warnings. The type
 * is told by content, and `given` metadata wins over what is found. Throws a TriptychError that says what to do. What a
 * hostile file can cost is bounded by a `Reader` only.
 */
export async function read(bytes: Uint8Array, options: ReadOptions): Promise<Reading> {
  checkSize(bytes.length);
  const draft = await readContent(bytes, options);
  const { quality, warnings: judged } = judgeQuality(draft.text);
  const divided = quality === 'damaged' ? cutAddresses(draft.text, draft.blocks) : splitTurns(draft.text, draft.blocks);
  const byline = findByline(linesOf(draft.text, divided));
  const blocks = markFurniture(draft.text, divided, byline);
  const found = withText(draft, blocks, byline);
  const { metadata, origins, warnings } = completeMetadata(found, { ...options, given: options.given ?? {} });
  const trace = draft.original && traceText(draft.text, blocks, draft.original);
  return {
    text: draft.text,
    blocks,
    metadata,
    origins,
    ...(trace ? { trace } : {}),
    quality: quality === 'intact' && draft.recognition !== undefined ? 'ocr' : quality,
    ...(draft.recognition === undefined ? {} : { recognition: draft.recognition }),
    warnings: [...draft.warnings, ...judged, ...warnings],
  };
}

async function readContent(bytes: Uint8Array, { name, charset, ocr }: ReadOptions): Promise<Draft> {
  const content = detectContent(bytes, name, charset);
  const openRecogniser = ocr === undefined ? undefined : async () => (await import('./ocr.ts')).Recogniser.open(ocr);
  // Parsers are large, and what most runs find is nothing new: each is loaded when there is something for it.
  if (content.type === 'pdf') return tidied(await (await import('./pdf.ts')).readPdf(bytes, openRecogniser));
  if (content.type === 'picture') return withBlocks(tidied(await readPicture(bytes, openRecogniser)));
  if (content.type === 'archive') return withBlocks(tidied(await (await import('./archive.ts')).readArchive(bytes)));
  if (content.text.length > MAX_CHARACTERS) throw tooLarge('too many characters', MAX_CHARACTERS.toLocaleString('en'));
  const source = normaliseLines(content.text);
  const draft =
    content.type === 'html'
      ? tidied((await import('./html.ts')).readHtml(source))
      : await readLines(source, content.type);
  const { text, encoding, part, type } = content;
  const original = part
    ? { parts: [{ name: part.name, text, encoding, bytes: part.bytes, type }] }
    : { text, encoding, bytes, type };
  const warnings = [...content.warnings, ...draft.warnings];
  return withBlocks(withAddress({ ...draft, original, warnings }, content.address));
}

/** A saved page knows where it was saved from. */
function withAddress(draft: Draft, address: string | undefined): Draft {
  if (address === undefined || draft.metadata.address !== undefined) return draft;
  const { metadata, origins } = draft;
  return { ...draft, metadata: { ...metadata, address }, origins: { ...origins, address: 'saved page' } };
}

async function readPicture(bytes: Uint8Array, openRecogniser?: () => Promise<Recogniser>): Promise<Draft> {
  if (!openRecogniser)
    throw new TriptychError(
      'WRONG_TYPE',
      'the file is a picture; read it with --ocr, which recognises its characters, or save the document as PDF, HTML or plain text',
    );
  return (await import('./picture.ts')).readPicture(bytes, openRecogniser);
}

function withBlocks(draft: Draft): Draft {
  if (draft.blocks.length === 0) throw new TriptychError('EMPTY', 'the file has no text');
  return draft;
}

/** Markdown is put together from its blocks; plain text keeps every character, line breaks included. */
async function readLines(source: string, type: 'markdown' | 'text'): Promise<Draft> {
  const { body, metadata } = splitFrontMatter(source, type === 'markdown');
  const origins = Object.fromEntries(Object.keys(metadata).map((key) => [key, 'front matter']));
  if (type === 'markdown') return tidied({ ...(await import('./markdown.ts')).readMarkdown(body), metadata, origins });
  const { text, warnings } = tidyText(body);
  return { text, blocks: blocksOf(text), metadata, origins, warnings };
}

function tidied(draft: Draft): Draft {
  const { text, blocks, warnings } = tidyBlocks(draft.text, draft.blocks);
  return { ...draft, text, blocks, warnings: [...draft.warnings, ...warnings] };
}

/** What the text itself tells of the document, where nothing surer did: title, author, language and date. */
function withText(draft: Draft, blocks: Block[], byline: Byline | undefined): Found {
  const found: Found = { metadata: { ...draft.metadata }, origins: { ...draft.origins } };
  const set = (key: 'title' | 'author' | 'language' | 'date', value: string | undefined, origin: string): void => {
    if (value === undefined || found.metadata[key] !== undefined) return;
    found.metadata[key] = value;
    found.origins[key] = origin;
  };
  const title = blocks
    .filter((block) => block.kind !== 'furniture')
    .slice(0, TITLE_WITHIN)
    .find((block) => block.kind === 'heading');
  if (title && title.end - title.start <= MAX_TITLE)
    set('title', draft.text.slice(title.start, title.end).replace(/\s+/g, ' '), 'text');
  set('author', byline?.author, byline?.origin ?? 'text');
  const prose = proseOf(draft.text, blocks);
  set('author', findSpeaker(found.metadata.title ?? '', prose), 'title');
  const lines = linesOf(draft.text, blocks);
  set('author', findOfficer(lines, prose), 'byline');
  set('language', detectLanguage(prose), 'text');
  set('date', findTextDate(lines, found.metadata.title, found.metadata.language), 'text');
  return found;
}

function proseOf(text: string, blocks: Block[]): string {
  return blocks
    .filter((block) => block.kind !== 'furniture')
    .map((block) => text.slice(block.start, block.end))
    .join('\n');
}

function tooLarge(size: string, limit: string): TriptychError {
  return new TriptychError('TOO_LARGE', `the file is too large (${size}; at most ${limit} are read); split it`);
}
