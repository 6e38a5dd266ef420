import { load } from 'cheerio';
import { strFromU8, unzipSync } from 'fflate';
import mammoth from 'mammoth';
import type { Metadata } from '../../src/claim.ts';
import { TriptychError } from '../../src/error.ts';
import { parseDate } from './date.ts';
import { partsOf } from './markup.ts';
import { measureNesting } from './nesting.ts';
import { type Draft, joinParts, type Part } from './part.ts';
import type { Original } from './trace.ts';

/** Most bytes that the parts of a document may have together, unpacked; pictures are not unpacked. */
const MAX_UNPACKED = 200_000_000;
const MAX_ENTRIES = 20_000;
const TEXT_ENTRY = /\.(?:xml|rels|xhtml|html|htm|opf)$/i;
const ZIP = { word: 'word/document.xml', book: 'META-INF/container.xml' };
/** Where a document of Word has its words, in the order in which they are read. */
const WORD_TEXTS = [ZIP.word, 'word/footnotes.xml', 'word/endnotes.xml'];

type Entries = Record<string, Uint8Array>;

/** Reads a document that is a ZIP file of markup, Word's DOCX or EPUB; throws WRONG_TYPE, CORRUPT, TOO_LARGE or TOO_DEEP. */
export async function readArchive(bytes: Uint8Array): Promise<Draft> {
  const entries = unpack(bytes);
  if (entries[ZIP.word]) return readWord(bytes, entries);
  if (entries[ZIP.book]) return readBook(entries);
  throw new TriptychError(
    'WRONG_TYPE',
    'the file is a PowerPoint, Excel, OpenDocument or ZIP file; save or export it as PDF, DOCX, HTML or plain text and read that',
  );
}

function unpack(bytes: Uint8Array): Entries {
  let [size, count] = [0, 0];
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        size += originalSize;
        count++;
        if (size > MAX_UNPACKED || count > MAX_ENTRIES)
          throw new TriptychError('TOO_LARGE', 'the file has more than is read, when it is unpacked; split it');
        return TEXT_ENTRY.test(name);
      },
    });
  } catch (error) {
    if (error instanceof TriptychError) throw error;
    throw corrupt(error);
  }
}

/** Tracked deletions and comments are no text of the document; footnotes stand at its end. */
async function readWord(bytes: Uint8Array, entries: Entries): Promise<Draft> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const withoutPictures = { convertImage: mammoth.images.imgElement(async () => ({ src: '' })) };
  const { value } = await mammoth.convertToHtml({ buffer }, withoutPictures).catch((error) => {
    throw corrupt(error);
  });
  const metadata = statedIn(read(entries, 'docProps/core.xml') ?? '', ['title', 'creator']);
  const original = originalOf(entries, WORD_TEXTS);
  return { ...draftOf(partsOfXhtml(value), metadata, 'properties'), original };
}

/** The chapters of an EPUB, in the order of its spine (EPUB 3.3, 5.7). */
function readBook(entries: Entries): Draft {
  const container = load(read(entries, ZIP.book) ?? '', { xml: true });
  const path = container('rootfile').first().attr('full-path') ?? '';
  const book = read(entries, path);
  if (book === undefined) throw corrupt(new Error('the list of its chapters is missing'));
  const $ = load(book, { xml: true });
  const files = new Map(
    $('manifest > item')
      .toArray()
      .map(({ attribs }) => [attribs['id'], attribs['href']]),
  );
  const chapters = $('spine > itemref')
    .toArray()
    .flatMap(({ attribs }) => {
      const href = files.get(attribs['idref']);
      return href === undefined ? [] : [within(path, href)];
    });
  const parts = chapters.flatMap((chapter) => partsOfXhtml(read(entries, chapter) ?? ''));
  const metadata = statedIn(book, ['title', 'creator', 'publisher', 'date', 'language']);
  return { ...draftOf(parts, metadata, 'EPUB'), original: originalOf(entries, chapters) };
}

/** Entries of the archive as what a text was made from; those that are not there, or stand there twice, once or not at all. */
function originalOf(entries: Entries, names: readonly string[]): Original {
  const parts = [...new Set(names)].flatMap((name) => {
    const [bytes, text] = [entries[name], read(entries, name)];
    return bytes && text !== undefined ? [{ name, text, encoding: 'utf-8', bytes, type: 'xml' as const }] : [];
  });
  return { parts };
}

/** The path in the archive to which a reference in one of its files leads. */
function within(file: string, href: string): string {
  const { pathname } = new URL(href, new URL(file, 'file:///'));
  return decodeURIComponent(pathname).slice(1);
}

function read(entries: Entries, name: string): string | undefined {
  const found = entries[name];
  return found && strFromU8(found).replace(/^\ufeff/, '');
}

/** XHTML closes empty elements by a slash, which a reader of HTML would not see. */
function partsOfXhtml(markup: string): Part[] {
  measureNesting(markup);
  const $ = load(markup, { xml: { xmlMode: false, recognizeSelfClosing: true } });
  return partsOf($.root()[0]!).map(({ kind, text, level }) => ({ kind, text, ...(level && { level }) }));
}

const FIELDS = {
  title: 'title',
  creator: 'author',
  publisher: 'publisher',
  date: 'date',
  language: 'language',
} as const;

/** What Dublin Core elements say. */
function statedIn(xml: string, elements: (keyof typeof FIELDS)[]): Metadata {
  const $ = load(xml, { xml: true });
  const metadata: Metadata = {};
  for (const element of elements) {
    const texts = $(`dc\\:${element}`)
      .toArray()
      .map((one) => $(one).text().replace(/\s+/g, ' ').trim())
      .filter(Boolean);
    const stated = element === 'creator' ? texts.join(', ') : texts[0];
    const value = element === 'date' ? parseDate(stated ?? '') : stated;
    if (value) metadata[FIELDS[element]] = value;
  }
  return metadata;
}

function draftOf(parts: Part[], metadata: Metadata, origin: string): Draft {
  const origins = Object.fromEntries(Object.keys(metadata).map((key) => [key, origin]));
  return { ...joinParts(parts), metadata, origins, warnings: [] };
}

function corrupt(cause: unknown): TriptychError {
  return new TriptychError(
    'CORRUPT',
    'the file is damaged and cannot be unpacked; get it again, or open it in its program and save it anew',
    { cause },
  );
}
