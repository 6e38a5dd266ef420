import { countWords, isClosed, isHeadline } from './line.ts';
import type { Part } from './part.ts';
import type { Row } from './pdf-page.ts';

/** Running heads and feet are among the outermost lines of a page, in this share of its height, above and below. */
const MARGIN = 0.2;
const MARGIN_LINES = 2;
/** A line in the margin that returns on this share of the pages, and at least on two, is a running head or foot. */
const REPEATED = 0.3;
/** Font sizes that differ by less are the same. */
const SAME_SIZE = 0.08;
/** Lines further apart than this many times the usual leading belong to different paragraphs. */
const PARAGRAPH_GAP = 1.3;
/** A first line is indented by at least this part of the font size. */
const INDENT = 0.8;
/** Letters larger than the running text by this factor are headings. */
const HEADING_SIZE = 1.12;
const HEADING_WORDS = 25;
/** Letters smaller than the running text by this factor, at the foot of a page, are footnotes. */
const NOTE_SIZE = 0.92;
const PAGE_NUMBER = /^(?:page\s*)?[-–—|]?\s*(?:\d{1,4}|[ivxlc]{1,7})\s*[-–—|]?(?:\s*(?:of|\/|\|)\s*\d{1,4})?$/i;
const BULLET = /^(?:[•◦▪▫‣●○■□➢➤✓✔·∙*–—-]|\(?\d{1,2}[.)]|\(?[a-z]\)|\(?[ivx]{1,4}[.)])\s+(?=\S)/;
const SURE_BULLET = /^[•◦▪▫‣●○■□➢➤✓✔]\s*(?=\S)/;

/** Puts the printed lines of all pages together as parts: heads, feet and page numbers gone, paragraphs and words whole. */
export function layOut(pages: Row[][]): Part[] {
  const rows = withoutMargins(pages).flat();
  if (rows.length === 0) return [];
  const body = measure(rows);
  const paragraphs = joinBroken(markTables(groupRows(rows, body)), body);
  const vocabulary = vocabularyOf(rows);
  const sizes = [
    ...new Set(paragraphs.filter((one) => isLarge(one, body)).map((one) => Math.round(one.rows[0]!.size))),
  ].sort((a, b) => b - a);
  return paragraphs.map((one, at) => partOf(one, { body, vocabulary, sizes, next: paragraphs[at + 1] }));
}

interface Paragraph {
  rows: Row[];
  kind: 'paragraph' | 'item' | 'table';
}

/** What most of the document is set in: font size and font, leading as a multiple of the size. */
interface Body {
  size: number;
  font: string;
  leading: number;
}

function measure(rows: Row[]): Body {
  const size = commonest(rows.map((row) => [Math.round(row.size * 2) / 2, row.text.length]));
  const font = commonest(rows.map((row) => [row.font, row.text.length]));
  const gaps = rows.flatMap((row, at) => {
    const next = rows[at + 1];
    if (!next || next.page !== row.page || !isAlike(row.size, next.size) || next.y <= row.y) return [];
    return [[Math.round(((next.y - row.y) / row.size) * 10) / 10, 1] as [number, number]];
  });
  return { size, font, leading: gaps.length > 0 ? commonest(gaps) : 1.2 };
}

function commonest<T>(weighted: [T, number][]): T {
  const sums = new Map<T, number>();
  for (const [value, weight] of weighted) sums.set(value, (sums.get(value) ?? 0) + weight);
  return [...sums].sort((a, b) => b[1] - a[1])[0]![0];
}

function isAlike(a: number, b: number): boolean {
  return Math.abs(a - b) <= SAME_SIZE * Math.max(a, b);
}

/** Pages without running heads, running feet and page numbers. */
function withoutMargins(pages: Row[][]): Row[][] {
  const margins = pages.map(marginRows);
  const seen = new Map<string, Set<number>>();
  for (const row of margins.flat()) seen.set(marginKey(row), (seen.get(marginKey(row)) ?? new Set()).add(row.page));
  const needed = Math.max(2, REPEATED * pages.length);
  return pages.map((rows, at) => {
    const gone = margins[at]!.filter(
      (row) => PAGE_NUMBER.test(row.text) || (seen.get(marginKey(row))?.size ?? 0) >= needed,
    );
    return rows.filter((row) => !gone.includes(row));
  });
}

/** The outermost lines of a page, above and below; a page of so few lines has none. */
function marginRows(rows: Row[]): Row[] {
  if (rows.length <= MARGIN_LINES) return [];
  const sorted = [...rows].sort((a, b) => a.y - b.y);
  const heads = sorted.slice(0, MARGIN_LINES).filter((row) => row.y < MARGIN * row.height);
  const feet = sorted.slice(-MARGIN_LINES).filter((row) => row.y > (1 - MARGIN) * row.height);
  return [...heads, ...feet];
}

function marginKey(row: Row): string {
  return `${Math.round(row.size)} ${row.y < row.height / 2 ? 'head' : 'foot'} ${row.text.toLowerCase().replace(/\d+/g, '#')}`;
}

function groupRows(rows: Row[], body: Body): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  for (const [at, row] of rows.entries()) {
    const open = paragraphs.at(-1);
    if (open && at > 0 && continues(open, row, rows, at, body)) open.rows.push(row);
    else paragraphs.push({ rows: [row], kind: isBullet(row, rows[at - 1]) ? 'item' : 'paragraph' });
  }
  return paragraphs;
}

/** Whether a line goes on with the paragraph above it on the same page and column. */
function continues(open: Paragraph, row: Row, rows: Row[], at: number, body: Body): boolean {
  const above = open.rows.at(-1)!;
  const gap = row.y - above.y;
  if (row.page !== above.page || gap <= 0 || !isAlike(row.size, above.size)) return false;
  if (gap > PARAGRAPH_GAP * body.leading * row.size || isBullet(row, above)) return false;
  if (row.text.includes('\t') || above.text.includes('\t')) return false;
  const first = open.rows[0]!;
  if (!isClosed(above.text) && /^\p{Ll}/u.test(row.text)) return true;
  const indented = row.left - above.left > INDENT * row.size;
  if (indented && !(open.kind === 'item' && open.rows.length === 1)) return false;
  if (open.kind === 'item' && row.left < first.left - INDENT * row.size) return false;
  const short = hasRoom(above, row, columnRight(rows, at - 1));
  return !short || !(isClosed(above.text) || row.font !== above.font || /^[\p{Lu}\p{N}“"‘]/u.test(row.text));
}

function isBullet(row: Row, above: Row | undefined): boolean {
  if (SURE_BULLET.test(row.text)) return true;
  return (
    BULLET.test(row.text) &&
    (!above ||
      row.page !== above.page ||
      /[.:;!?]["”’)]*$/.test(above.text) ||
      BULLET.test(above.text) ||
      row.left > above.left)
  );
}

/** The right edge of the column in which a line stands: of the lines around it that share its left side. */
function columnRight(rows: Row[], at: number): number {
  const row = rows[at]!;
  const near = rows
    .slice(Math.max(0, at - 15), at + 16)
    .filter((other) => other.page === row.page && Math.abs(other.left - row.left) < 5 * row.size);
  return Math.max(...near.map((other) => other.right));
}

/** Whether the first word of the next line would have fitted at the end of this one: then the break was wanted. */
function hasRoom(row: Row, next: Row, right: number): boolean {
  const word = next.text.split(' ')[0]!;
  const letter = (next.right - next.left) / Math.max(1, next.text.length);
  return right - row.right > (word.length + 2) * letter;
}

/** Lines of several cells under one another are a table. */
function markTables(paragraphs: Paragraph[]): Paragraph[] {
  const marked: Paragraph[] = [];
  for (const paragraph of paragraphs) {
    const last = marked.at(-1);
    const cells = paragraph.rows.every((row) => row.text.includes('\t'));
    if (cells && last?.kind === 'table' && last.rows.at(-1)!.page === paragraph.rows[0]!.page)
      last.rows.push(...paragraph.rows);
    else marked.push({ ...paragraph, kind: cells ? 'table' : paragraph.kind });
  }
  return marked.map((one) => (one.kind === 'table' && one.rows.length < 2 ? { ...one, kind: 'paragraph' } : one));
}

/** A paragraph that a page or column break cuts is one; footnotes that stand between its parts come after it. */
function joinBroken(paragraphs: Paragraph[], body: Body): Paragraph[] {
  const joined: Paragraph[] = [];
  for (const paragraph of paragraphs) {
    const openAt = joined.findLastIndex((one) => !isNote(one, body));
    const open = joined[openAt];
    if (open && isBreak(open, paragraph) && isCut(open, paragraph)) open.rows.push(...paragraph.rows);
    else joined.push({ ...paragraph, rows: [...paragraph.rows] });
  }
  return joined;
}

function isNote({ rows }: Paragraph, body: Body): boolean {
  return rows.every((row) => row.size < NOTE_SIZE * body.size && row.y > row.height / 2);
}

function isBreak(open: Paragraph, next: Paragraph): boolean {
  const [last, first] = [open.rows.at(-1)!, next.rows[0]!];
  return first.page === last.page + 1 || (first.page === last.page && first.y < last.y);
}

function isCut(open: Paragraph, next: Paragraph): boolean {
  const [last, first] = [open.rows.at(-1)!, next.rows[0]!];
  if (open.kind === 'table' || next.kind !== 'paragraph' || !isAlike(last.size, first.size)) return false;
  if (isClosed(last.text) || /[:;]$/.test(last.text)) return false;
  if (/^[\p{Ll},;)]/u.test(first.text) || /[-,\u00ad]$/.test(last.text)) return true;
  return (
    open.rows.length > 1 &&
    last.font === first.font &&
    countWords(first.text) > 4 &&
    last.right > open.rows[0]!.right - 8 * last.size
  );
}

function isLarge({ rows }: Paragraph, body: Body): boolean {
  return rows[0]!.size > HEADING_SIZE * body.size;
}

interface Context {
  body: Body;
  vocabulary: Map<string, number>;
  /** Sizes of headings, largest first. */
  sizes: number[];
  next: Paragraph | undefined;
}

function partOf(paragraph: Paragraph, context: Context): Part {
  const first = paragraph.rows[0]!;
  const page = first.page;
  if (paragraph.kind === 'table')
    return { kind: 'table', page, text: paragraph.rows.map((row) => row.text).join('\n') };
  const text = joinRows(paragraph.rows, context.vocabulary);
  const level = headingLevel(paragraph, text, context);
  if (level) return { kind: 'heading', level, page, text };
  return paragraph.kind === 'item' ? { kind: 'item', level: 1, page, text } : { kind: 'paragraph', page, text };
}

/** Level of a heading by its size among the sizes of headings; the same size in another font is the lowest. */
function headingLevel(paragraph: Paragraph, text: string, { body, sizes, next }: Context): number | undefined {
  const first = paragraph.rows[0]!;
  if (paragraph.rows.length > 4 || countWords(text) > HEADING_WORDS || !/\p{L}/u.test(text)) return undefined;
  if (isLarge(paragraph, body)) return Math.min(6, 1 + sizes.indexOf(Math.round(first.size)));
  if (
    paragraph.kind === 'item' ||
    isClosed(text) ||
    /\p{Ll}{2}[.!?] +\p{Lu}/u.test(text) ||
    /[,;:]$/.test(text) ||
    !next ||
    first.size < NOTE_SIZE * body.size
  )
    return undefined;
  const otherFont = first.font !== body.font && next.rows[0]!.font === body.font;
  const alone =
    /^[\p{Lu}\p{N}‘“"]/u.test(text) &&
    paragraph.rows.length === 1 &&
    next.rows.length > 1 &&
    (isHeadline(text) || next.kind !== 'item');
  return otherFont || alone ? Math.min(6, sizes.length + 1) : undefined;
}

/** Lines as running text: words that were divided at line ends are whole again where the document itself shows how. */
function joinRows(rows: Row[], vocabulary: Map<string, number>): string {
  let text = '';
  for (const { text: row } of rows) {
    const words = row.replace(/\t/g, ' ');
    const divided = /(\p{L}[\p{L}'’]*)[-\u00ad\u2010]$/u.exec(text);
    const rest = /^[\p{L}'’]+/u.exec(words)?.[0];
    if (text === '') text = words;
    else if (divided && rest)
      text = `${text.slice(0, -1)}${hyphenOf(divided[1]!, rest, text.endsWith('\u00ad'), vocabulary)}${words}`;
    else if (/[—–/]$/.test(text) && !/\s[—–/]$/.test(text)) text += words;
    else text += isWide(text.at(-1)) && isWide(words[0]) ? words : ` ${words}`;
  }
  return text.replace(/\u00ad/g, '');
}

/** The hyphen between two parts of a word at a line end: none where the document has the whole word, or not both parts alone. */
function hyphenOf(before: string, after: string, soft: boolean, vocabulary: Map<string, number>): '' | '-' {
  const has = (word: string): number => vocabulary.get(word.toLowerCase()) ?? 0;
  if (soft) return '';
  const [whole, hyphened] = [has(before + after), has(`${before}-${after}`)];
  if (whole !== hyphened) return whole > hyphened ? '' : '-';
  if (!/^\p{Ll}/u.test(after)) return '-';
  return has(before) > 0 && has(after) > 0 ? '-' : '';
}

/** How often each word stands inside a line, whole. */
function vocabularyOf(rows: Row[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    for (const { 0: word, index } of row.text.matchAll(/\p{L}[\p{L}'’]*(?:-\p{L}[\p{L}'’]*)*/gu)) {
      const divided = index + word.length === row.text.length - 1 && /[-\u00ad\u2010]$/.test(row.text);
      if (!divided) counts.set(word.toLowerCase(), (counts.get(word.toLowerCase()) ?? 0) + 1);
    }
  }
  return counts;
}

function isWide(character: string | undefined): boolean {
  return /[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]/u.test(character ?? '');
}
