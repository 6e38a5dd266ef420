import { PDFParse } from 'pdf-parse';
import type { Metadata } from '../../src/claim.ts';
import { TriptychError } from '../../src/error.ts';
import { type Draft, type Found, joinParts, type Part } from './part.ts';
import { layOut } from './pdf-layout.ts';
import { type PdfPage, type Row, rowsOf } from './pdf-page.ts';

/** Longest document: policy papers have up to some hundred pages; a page takes some 20 ms. */
const MAX_PAGES = 2000;
/** Share of control, private-use and replacement characters from which the fonts do not say what they show. */
const GARBLED_SHARE = 0.15;
/** Fewest letters of a text; below it a page number or stamp is all there is. */
const FEWEST_LETTERS = 3;

/** pdf-parse gives text without geometry and keeps its pdf.js document to itself; this much of that document is used. */
interface Loader {
  load(): Promise<{ numPages: number; getPage(number: number): Promise<PdfPage> }>;
}

/** Reads a PDF with a text layer; throws ENCRYPTED, CORRUPT, NO_TEXT_LAYER, GARBLED_FONT or TOO_LARGE. */
export async function readPdf(bytes: Uint8Array): Promise<Draft> {
  const { pages, info } = await parse(bytes);
  checkLetters(pages);
  const parts = layOut(pages);
  return { ...joinParts(parts), ...findMetadata(info, parts), warnings: [] };
}

/** The information dictionary of a PDF; every producer fills it differently. */
type Info = Record<string, unknown>;

async function parse(bytes: Uint8Array): Promise<{ pages: Row[][]; info: Info }> {
  const parser = new PDFParse({ data: bytes.slice(), isEvalSupported: false, stopAtErrors: false });
  try {
    const pages = await readPages(parser);
    // A document whose metadata are broken can still be read.
    const info = await parser.getInfo().then(
      (result): Info => result.info ?? {},
      (): Info => ({}),
    );
    return { pages, info };
  } catch (cause) {
    throw cause instanceof TriptychError ? cause : explain(cause);
  } finally {
    await parser.destroy();
  }
}

async function readPages(parser: PDFParse): Promise<Row[][]> {
  const document = await (parser as unknown as Loader).load();
  if (document.numPages > MAX_PAGES)
    throw new TriptychError(
      'TOO_LARGE',
      `the PDF has ${document.numPages} pages, and at most ${MAX_PAGES} are read; split it`,
    );
  const pages: Row[][] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    pages.push(await rowsOf(page, number));
    page.cleanup();
  }
  return pages;
}

function checkLetters(pages: Row[][]): void {
  const text = pages
    .flat()
    .map((row) => row.text)
    .join('');
  const odd = text.match(/[\p{Cc}\p{Co}\p{Cn}\ufffd]/gu)?.length ?? 0;
  if (odd > GARBLED_SHARE * text.length)
    throw new TriptychError(
      'GARBLED_FONT',
      'the fonts of the PDF do not say which characters they show, so its text cannot be read; print it to a new PDF, or recognise its characters with an OCR program',
    );
  if ((text.match(/\p{L}/gu)?.length ?? 0) < FEWEST_LETTERS)
    throw new TriptychError(
      'NO_TEXT_LAYER',
      'the PDF has pictures of pages and no text; recognise its characters with an OCR program (e.g. ocrmypdf) and read the result',
    );
}

function findMetadata(info: Info, parts: Part[]): Found {
  const found: Found = { metadata: {}, origins: {} };
  const set = (key: 'title' | 'author' | 'language', value: string | undefined, origin: string): void => {
    if (value === undefined || found.metadata[key] !== undefined) return;
    found.metadata[key] = value;
    found.origins[key] = origin;
  };
  set('title', plausibleTitle(info['Title']), 'PDF info');
  set('title', titleOnPage(parts), 'heading');
  set('author', plausibleName(info['Author']), 'PDF info');
  set('language', plausibleLanguage(info['Language']), 'PDF info');
  return found;
}

function titleOnPage(parts: Part[]): string | undefined {
  return clean(parts.find((part) => part.kind === 'heading' && part.level === 1 && part.page === 1)?.text);
}

/** Many producers write a file name, a template's name or nothing into the title. */
function plausibleTitle(value: unknown): Metadata['title'] {
  const title = clean(value);
  if (!title || title.length < 4 || title.length > 300 || !/\p{L}{2}/u.test(title)) return undefined;
  const isFileName =
    /^microsoft (?:word|powerpoint|excel) - |\.(?:docx?|pdf|indd|tex|dvi|pptx?|xlsx?|odt|rtf|html?|qxd)$|^[\w-]*[_\d][\w-]*$|[\\/]\w+[\\/]/i.test(
      title,
    );
  return isFileName || /^(?:untitled|document|title|no title|slide|layout|print|page)\b.{0,6}$/i.test(title)
    ? undefined
    : title;
}

/** Account names and placeholders are no authors. */
function plausibleName(value: unknown): string | undefined {
  const name = clean(value);
  if (!name || name.length > 200 || !/^\p{Lu}\p{L}+.*\s\p{L}/u.test(name)) return undefined;
  return /\b(?:anonymous|unknown|user|admin(?:istrator)?|author|default|owner|microsoft|windows|adobe|acrobat|office)\b/i.test(
    name,
  )
    ? undefined
    : name;
}

function plausibleLanguage(value: unknown): string | undefined {
  try {
    return Intl.getCanonicalLocales(clean(value))[0];
  } catch {
    return undefined;
  }
}

function clean(value: unknown): string | undefined {
  return typeof value === 'string' ? value.replace(/[\p{Cc}\s]+/gu, ' ').trim() || undefined : undefined;
}

function explain(cause: unknown): TriptychError {
  const { name, message } = cause as Error;
  if (name === 'PasswordException')
    return new TriptychError(
      'ENCRYPTED',
      'the PDF needs a password; open it with the password, save it without one, and read that file',
      { cause },
    );
  return new TriptychError(
    'CORRUPT',
    `the PDF is broken (${message}); get the file again, or open it in a viewer and print it to a new PDF`,
    { cause },
  );
}
