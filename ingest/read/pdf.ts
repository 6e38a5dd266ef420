import { PDFParse } from 'pdf-parse';
import type { Metadata, Warning } from '../../src/claim.ts';
import { TriptychError } from '../../src/error.ts';
import { meanOf, OCR_SCALE, type Recogniser, recognised } from './ocr.ts';
import { type Draft, type Found, joinParts, type Part } from './part.ts';
import { layOut } from './pdf-layout.ts';
import { type PdfPage, type Row, rowsOf } from './pdf-page.ts';

/** Longest document: policy papers have up to some hundred pages; a page takes some 20 ms. */
const MAX_PAGES = 2000;
/** Share of control, private-use and replacement characters from which the fonts do not say what they show. */
const GARBLED_SHARE = 0.15;
/** Fewest letters of a text; below it a page number or stamp is all there is. */
const FEWEST_LETTERS = 3;
/** Most pages whose characters are recognised, which takes some seconds each. */
const MAX_RECOGNISED = 500;

/** pdf-parse gives text without geometry and keeps its pdf.js document to itself; this much of that document is used. */
interface Loader {
  load(): Promise<PdfDocument>;
}

interface PdfDocument {
  numPages: number;
  getPage(number: number): Promise<PdfPage>;
  getMetadata(): Promise<{ info: object }>;
}

/** What a PDF holds, and what recognising the characters of some pages came to. */
interface Contents {
  pages: Row[][];
  info: Info;
  warnings: Warning[];
  recognition?: number;
}

/**
 * Reads a PDF with a text layer; throws ENCRYPTED, CORRUPT, NO_TEXT_LAYER, GARBLED_FONT or TOO_LARGE. With a recogniser it
 * reads the pages that have no text of their own, and only those, from their pictures.
 */
export async function readPdf(bytes: Uint8Array, openRecogniser?: () => Promise<Recogniser>): Promise<Draft> {
  const { pages, info, ...rest } = await parse(bytes, openRecogniser);
  checkLetters(pages, openRecogniser !== undefined);
  const parts = layOut(pages);
  return { ...joinParts(parts), ...findMetadata(info, parts), original: { rows: pages.flat() }, ...rest };
}

/** The information dictionary of a PDF; every producer fills it differently. */
type Info = Record<string, unknown>;

async function parse(bytes: Uint8Array, openRecogniser?: () => Promise<Recogniser>): Promise<Contents> {
  const parser = new PDFParse({ data: bytes.slice(), isEvalSupported: false, stopAtErrors: false });
  try {
    const document = await (parser as unknown as Loader).load();
    const pages = await readPages(document);
    // A document whose metadata are broken can still be read.
    const info = await document.getMetadata().then(
      (found): Info => ({ ...found.info }),
      (): Info => ({}),
    );
    const unread = pages.flatMap((rows, at) => (isUnread(rows) ? [at + 1] : []));
    if (unread.length === 0) return { pages, info, warnings: [] };
    if (openRecogniser === undefined) return { pages, info, warnings: [pagesWithoutText(unread, pages.length)] };
    return { info, ...(await recogniseAll(parser, { pages, unread, openRecogniser })) };
  } catch (cause) {
    throw cause instanceof TriptychError ? cause : explain(cause);
  } finally {
    await parser.destroy();
  }
}

async function readPages(document: PdfDocument): Promise<Row[][]> {
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

/** The pages with those that had no text read from their pictures. */
async function recogniseAll(
  parser: PDFParse,
  { pages, unread, openRecogniser }: { pages: Row[][]; unread: number[]; openRecogniser: () => Promise<Recogniser> },
): Promise<Omit<Contents, 'info'>> {
  if (unread.length > MAX_RECOGNISED)
    throw new TriptychError(
      'TOO_LARGE',
      `${unread.length} pages of the PDF have no text, and at most ${MAX_RECOGNISED} are recognised; split it`,
    );
  const recogniser = await openRecogniser();
  const whole = [...pages];
  const confidences: number[] = [];
  try {
    for (const number of unread) {
      const { pages: pictures } = await parser.getScreenshot({
        partial: [number],
        scale: OCR_SCALE,
        imageDataUrl: false,
        imageBuffer: true,
      });
      const picture = pictures[0]?.data;
      if (!picture) continue;
      const page = await recogniser.recognise(picture, number, OCR_SCALE);
      whole[number - 1] = page.rows;
      confidences.push(...page.confidences);
    }
  } finally {
    await recogniser.close();
  }
  if (confidences.length === 0) return { pages: whole, warnings: [] };
  const recognition = meanOf(confidences);
  return { pages: whole, recognition, warnings: [recognised(recognition, unread.length)] };
}

function pagesWithoutText(unread: number[], pages: number): Warning {
  const list = unread.length > 5 ? `${unread.slice(0, 5).join(', ')}...` : unread.join(', ');
  return {
    code: 'PAGES_WITHOUT_TEXT',
    message: `${unread.length} of ${pages} pages have no text (${list}); if they are scans, read the file with --ocr`,
  };
}

/** A page without letters, or whose fonts do not say which they are. */
function isUnread(rows: Row[]): boolean {
  const text = rows.map((row) => row.text).join('');
  return isGarbled(text) || !hasLetters(text);
}

function isGarbled(text: string): boolean {
  const odd = text.match(/[\p{Cc}\p{Co}\p{Cn}\ufffd]/gu)?.length ?? 0;
  return odd > GARBLED_SHARE * text.length;
}

function hasLetters(text: string): boolean {
  return (text.match(/\p{L}/gu)?.length ?? 0) >= FEWEST_LETTERS;
}

function checkLetters(pages: Row[][], recognised: boolean): void {
  const text = pages
    .flat()
    .map((row) => row.text)
    .join('');
  if (isGarbled(text))
    throw new TriptychError(
      'GARBLED_FONT',
      'the fonts of the PDF do not say which characters they show, so its text cannot be read; read it with --ocr, or print it to a new PDF',
    );
  if (!hasLetters(text))
    throw new TriptychError(
      'NO_TEXT_LAYER',
      recognised
        ? 'no characters were recognised on the pages of the PDF; scan it anew with more contrast, or name its language, e.g. --ocr-languages deu'
        : 'the PDF has pictures of pages and no text; read it with --ocr, which recognises their characters',
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

/** What is wrong with a PDF that cannot be opened: ENCRYPTED or CORRUPT. */
export function explain(cause: unknown): TriptychError {
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
