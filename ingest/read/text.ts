import type { Block, Span } from '../../src/claim.ts';
import { isDateline } from './date.ts';
import { isLabel } from './label.ts';
import { countWords, isClosed, isHeadline, isProse, type Line, linesOf } from './line.ts';

/** A bullet, a dash or a number that opens a list item, with its indentation. */
const ITEM = /^(\s*)(?:[•◦▪▫‣●○■□➢➤✓✔·∙*–—-]|\(?\d{1,2}[.)]|\(?[a-z]\)|\(?[ivx]{1,4}[.)])\s+(?=\S)/;
/** Bullets that are nothing else, so that no sentence can be broken before one by chance. */
const SURE_ITEM = /^\s*[•◦▪▫‣●○■□➢➤✓✔]\s+/;
/** Editors and mail programs break lines between these widths; a longer line is a whole paragraph, a shorter one ends it. */
const WRAP = { from: 35, to: 120 };
/** In wrapped text, a line shorter than this share of the longest ends its paragraph. */
const FULL_LINE = 0.6;
const INDENT_STEP = 2;
const HEADING_WORDS = 18;
/** A paragraph shorter than this is not taken to go on after a blank line. */
const BROKEN_LENGTH = 60;
/** In characters: with a place and a weekday. */
const LONGEST_DATE = 60;
/** So much of a paragraph's end tells whether it goes on. */
const LOOK_BACK = 400;
/** Words that cannot end a paragraph. */
const OPEN_END =
  /(?:,|\b(?:and|or|the|a|an|of|to|in|on|at|by|for|with|from|that|which|as|is|are|was|were|their|our|its|his|her|this|these))$/i;

/** What stands in the second half of a signature. */
const OFFICE =
  /\b(?:secretary|minister|president|chair(?:man|woman|person)?|director|ceo|chief|ambassador|commissioner|chancellor|senator|governor|spokes\w+|officer|founder|professor|representative)\b/i;

/** Divides plain text into blocks without changing a character of it. */
export function blocksOf(text: string): Block[] {
  const blocks = joinBroken(
    text,
    chunksOf(text).flatMap((chunk) => splitChunk(text, chunk)),
  );
  return nameQuotations(text, nameHeadings(text, blocks));
}

/** Stretches of lines without a blank line between them, as the spans of their lines. */
function chunksOf(text: string): Span[][] {
  const chunks: Span[][] = [[]];
  let start = 0;
  for (const line of text.split('\n')) {
    const end = start + line.length;
    if (line.trim() !== '') chunks.at(-1)!.push({ start, end });
    else if (chunks.at(-1)!.length > 0) chunks.push([]);
    start = end + 1;
  }
  return chunks.filter((chunk) => chunk.length > 0);
}

function splitChunk(text: string, chunk: Span[]): Block[] {
  const lines = chunk.map((span) => text.slice(span.start, span.end));
  const widest = lines.reduce((most, line) => Math.max(most, line.length), 0);
  const blocks: Block[] = [];
  for (const [at, span] of chunk.entries()) {
    const line = lines[at]!;
    const before = lines[at - 1];
    const previous = blocks.at(-1);
    const item = isItem(line, before, previous);
    if (previous && before !== undefined && !item && goesOn(before, line, widest)) previous.end = endOf(line, span);
    else
      blocks.push({
        kind: item ? 'item' : 'paragraph',
        start: startOf(line, span),
        end: endOf(line, span),
        ...(item && { level: depthOf(line) }),
      });
  }
  return blocks;
}

/** A number or dash in the middle of wrapped prose opens no item; after a full stop, a colon or another item it does. */
function isItem(line: string, before: string | undefined, previous: Block | undefined): boolean {
  if (SURE_ITEM.test(line)) return true;
  if (!ITEM.test(line)) return false;
  if (before === undefined || previous?.kind === 'item') return true;
  return /[.:;!?]["”’)]*\s*$/.test(before) || before.length < WRAP.from;
}

/** Whether a line continues the one before it, rather than being a line of its own. */
function goesOn(before: string, line: string, widest: number): boolean {
  if (/^\s*\p{Ll}/u.test(line) && !isClosed(before.trim())) return true;
  if (isDateAlone(before, line)) return false;
  if (ITEM.test(before) && /^\s{2,}\S/.test(line) && !ITEM.test(line)) return true;
  if (/^\s/.test(before) && /^\S/.test(line) && isClosed(before.trim())) return false;
  if (before.length > WRAP.to || before.length < WRAP.from) return false;
  return before.length >= FULL_LINE * Math.min(widest, WRAP.to);
}

/** A line that is a date, and does not end the sentence of the line before. */
function isDateAlone(before: string, line: string): boolean {
  return line.length <= LONGEST_DATE && !isClosed(line) && !OPEN_END.test(before.trim()) && isDateline(line.trim());
}

/** A page break can stand inside a sentence: the parts are one block, the blank line inside it. */
function joinBroken(text: string, blocks: Block[]): Block[] {
  const joined: Block[] = [];
  for (const block of blocks) {
    const previous = joined.at(-1);
    if (previous && isBroken(text, previous, block)) previous.end = block.end;
    else joined.push({ ...block });
  }
  return joined;
}

function isBroken(text: string, previous: Block, next: Block): boolean {
  if (next.kind !== 'paragraph' || previous.end - previous.start < BROKEN_LENGTH) return false;
  const before = text.slice(Math.max(previous.start, previous.end - LOOK_BACK), previous.end);
  const after = text.slice(next.start, next.end);
  if (isClosed(before) || /[:;]$/.test(before) || isHeadline(before)) return false;
  if (/^\p{Ll}/u.test(after)) return countWords(after) > 1 || isClosed(after);
  return OPEN_END.test(before) && isClosed(after) && countWords(after) >= HEADING_WORDS;
}

/**
 * A short line that ends nowhere is a heading where running text follows it, with at most one more such line between;
 * and so is the first line of all, which is the title.
 */
function nameHeadings(text: string, blocks: Block[]): Block[] {
  const lines = linesOf(text, blocks);
  const first = lines.findIndex((line) => !isLabel(line));
  let named = 0;
  return blocks.map((block, at) => {
    const line = lines[at]!;
    if (!isHeadingLike(line) || isLabel(line)) return block;
    const leads = lines
      .slice(at + 1, at + 3)
      .some((next, i, after) => isBody(next) && after.slice(0, i).every(isHeadingLike));
    if (!leads && !(at === first && blocks.length > 1)) return block;
    named++;
    return { ...block, kind: 'heading', level: named === 1 ? 1 : 2 };
  });
}

/** A drawn quotation mark (read as "66"), a paragraph, and the name and office below it: a quotation with its signature. */
function nameQuotations(text: string, blocks: Block[]): Block[] {
  const lines = linesOf(text, blocks);
  return blocks.map(({ level, ...block }, at) => {
    if (block.kind === 'paragraph' && isDrawnMark(lines[at - 1]) && isSignature(lines[at + 1]))
      return { ...block, kind: 'quotation' };
    if (isSignature(lines[at]) && isDrawnMark(lines[at - 2])) return { ...block, kind: 'caption' };
    return { ...block, ...(level && { level }) };
  });
}

function isDrawnMark(line: Line | undefined): boolean {
  return line !== undefined && /^(?:66|99|[“”„"«»❝❞])$/u.test(line.text);
}

function isSignature(line: Line | undefined): boolean {
  return line !== undefined && line.words <= 14 && !line.closed && OFFICE.test(line.text);
}

function isBody(line: Line): boolean {
  return line.kind === 'item' || isProse(line) || (line.closed && line.words > 3);
}

function isHeadingLike(line: Line): boolean {
  if (line.kind !== 'paragraph' || line.words === 0 || line.words > HEADING_WORDS) return false;
  if (!/^["“‘'«„(]?[\p{Lu}\p{N}\p{Lo}]/u.test(line.text)) return false;
  if (/^[‘“"'][^‘’“”"]*[^‘’“”".!?…][’”"']$/.test(line.text)) return true;
  if (/[.,;:!…。]["”’)]*$/.test(line.text)) return /:$/.test(line.text) && line.text === line.text.toUpperCase();
  return !/\?$/.test(line.text) || isHeadline(line.text);
}

function startOf(line: string, span: Span): number {
  return span.start + (line.length - line.trimStart().length);
}

function endOf(line: string, span: Span): number {
  return span.start + line.trimEnd().length;
}

function depthOf(line: string): number {
  const indent = (ITEM.exec(line)?.[1] ?? '').replace(/\t/g, '    ').length;
  return 1 + Math.floor(Math.max(0, indent - INDENT_STEP) / INDENT_STEP);
}
