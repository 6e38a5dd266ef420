import type { Span } from '../../src/claim.ts';
import { DOCUMENT, type Frame } from './contents.ts';
import { bodyStart } from './quotations.ts';
import { firstSubject, PRONOUN } from './sources.ts';
import { type Line, spanOf, type View } from './tokens.ts';

/** An attribution that the layout makes: content in whole blocks, with the speaker named elsewhere. */
export interface Layout {
  source: Span | undefined;
  cue: Span | undefined;
  content: Span[];
  direct: boolean;
}

export interface Structure {
  found: Layout[];
  /** Blocks that belong to a layout (index into `found`) or to {@link NOBODY}. */
  owner: Map<number, number>;
}

/** Owner of a block that claims nothing: a reporter's question, the name under a pull quote. */
export const NOBODY = -1;

/** What block structure alone says about who speaks: transcripts, lists under a speaker, pull quotes. Linear. */
export function readStructure(view: View, framesByLine: Frame[][]): Structure {
  const structure: Structure = { found: [], owner: new Map() };
  readTurns(view, structure);
  readPullQuotes(view, structure);
  readLists(view, framesByLine, structure);
  return structure;
}

function add(structure: Structure, layout: Layout, blocks: number[]): void {
  if (!layout.content.length) return;
  for (const block of blocks) structure.owner.set(block, structure.found.length);
  structure.found.push(layout);
}

const bare = (view: View, block: number) => view.text.slice(view.blocks[block]!.start, view.blocks[block]!.end);

// ——— transcripts

const QUESTIONER = /^(?:Q|Question|QUESTION|Reporter|REPORTER|Journalist|JOURNALIST)$/;
const ANSWERER = /^(?:A|Answer|ANSWER)$/;
const LABEL = /^[*_\s]*(Q|A|(?:[\p{Lu}][\p{L}.'’-]*[ \t]?){1,7}(?:\([^)\n]{1,60}\))?)[*_]*[ \t]*[:：][*_]*\s+(?=\S)/u;

interface Turn {
  block: number;
  label: string;
  /** The label's own span, and where the words begin. */
  name: Span;
  start: number;
}

/** "NAME: text", "Q:" and "A:". A turn that ends in a question is a question, and nobody's claim. */
function readTurns(view: View, structure: Structure): void {
  const turns = view.blocks.flatMap((_, index) => findTurn(view, index) ?? []);
  const labels = new Set(turns.map((turn) => turn.label));
  const asked = turns.some((turn) => QUESTIONER.test(turn.label));
  if (turns.length < (asked ? 2 : FEWEST_TURNS) || (labels.size === turns.length && !asked)) return;
  // Headlines ("Floods: what we know") and tables have colons too; in a transcript most blocks are turns.
  const extent = turns.at(-1)!.block - turns[0]!.block + 1;
  if (turns.length < extent * DENSITY || !turns.some((turn) => isLong(view, turn))) return;
  const respondent = findRespondent(view, turns[0]!.block);
  const linesByBlock = groupLines(view);
  turns.forEach((turn, i) => {
    const stop = turns[i + 1]?.block ?? view.blocks.length;
    const blocks: number[] = [];
    for (
      let b = turn.block;
      b < stop && (b === turn.block || /^(?:paragraph|item|quotation)$/.test(view.blocks[b]!.kind));
      b++
    )
      blocks.push(b);
    const lines = blocks.flatMap((block) => linesByBlock.get(block) ?? []);
    const last = lines.at(-1);
    const asks = QUESTIONER.test(turn.label) || (last !== undefined && isQuestion(view, last) && i + 1 < turns.length);
    if (asks) {
      for (const block of blocks) structure.owner.set(block, NOBODY);
      return;
    }
    const source = ANSWERER.test(turn.label) ? respondent : turn.name;
    const content = statements(view, lines, turn.start);
    add(structure, { source, cue: undefined, content, direct: true }, blocks);
  });
}

const FEWEST_TURNS = 3;
const DENSITY = 1 / 3;
/** Some turn of a transcript has this many characters; a table's cells do not. */
const LONG_TURN = 40;
const isLong = (view: View, { block, start }: Turn) => view.blocks[block]!.end - start >= LONG_TURN;

function findTurn(view: View, block: number): Turn | undefined {
  const { kind, start } = view.blocks[block]!;
  if (kind === 'furniture' || kind === 'table' || kind === 'item') return undefined;
  const match = LABEL.exec(bare(view, block).slice(0, 120));
  const label = match?.[1]?.trim();
  if (!match || !label || label.split(/\s+/).length > 7) return undefined;
  const at = start + match[0].indexOf(label);
  const name = label.replace(/\s*\(.*$/, '');
  return { block, label, name: { start: at, end: at + name.length }, start: start + match[0].length };
}

/** The one who answers where the transcript says only "A:": "NAME's press conference", "Interview with NAME". */
function findRespondent(view: View, before: number): Span | undefined {
  const end = view.blocks[before]!.start;
  const head = view.text.slice(0, end);
  const name = '(?:\\p{Lu}[\\p{L}.-]*[ \\t]+){1,6}\\p{Lu}[\\p{L}-]*';
  const match =
    new RegExp(`(${name})['’]s\\b`, 'u').exec(head.slice(-4000)) ??
    new RegExp(`\\bwith (${name})`, 'u').exec(head.slice(-4000));
  if (!match) return undefined;
  const start = Math.max(0, head.length - 4000) + match.index + match[0].indexOf(match[1]!);
  return { start, end: start + match[1]!.length };
}

function groupLines(view: View): Map<number, Line[]> {
  const groups = new Map<number, Line[]>();
  for (const line of view.lines) {
    const group = groups.get(line.block);
    if (group) group.push(line);
    else groups.set(line.block, [line]);
  }
  return groups;
}

export function isQuestion(view: View, line: Line): boolean {
  return /[?？][”"'’»」)]*$/.test(view.text.slice(Math.max(line.start, line.end - 4), line.end));
}

/** The sentences that are no questions, joined where they are neighbours in one block. */
function statements(view: View, lines: Line[], from: number): Span[] {
  const spans: (Span & { line: number; block: number })[] = [];
  lines.forEach((line, i) => {
    const start = Math.max(line.start, from);
    if (start >= line.end || isQuestion(view, line)) return;
    const last = spans.at(-1);
    if (last && last.line === i - 1 && last.block === line.block) [last.end, last.line] = [line.end, i];
    else spans.push({ start, end: line.end, line: i, block: line.block });
  });
  return spans.map(({ start, end }) => ({ start, end }));
}

// ——— pull quotes

/** A drawn quotation mark, as extraction from PDF leaves it: alone in its block. */
const GLYPH = /^\s*(?:66|99|[“”"❝❞„«»]{1,2})\s*$/;
const CAPITAL_NAME = /^(?=(?:.*\p{Lu}){4})[\p{Lu}\p{N}\s.,'’&()/-]{5,120}$/u;
const DASH_NAME = /^\s*[—–-]{1,2}\s*(?!(?:An?|The|It|He|She|This|That|But|And)\b)(\p{Lu}[^,\n]{1,60}?)(?:[,.]?$|,)/u;

/** A quotation set apart, with the name of its speaker beneath in capitals or after a dash. */
function readPullQuotes(view: View, structure: Structure): void {
  for (let i = 1; i < view.blocks.length; i++) {
    const text = bare(view, i);
    const block = view.blocks[i]!;
    const dash = DASH_NAME.exec(text);
    if (text.length > 140 || (!dash && !(CAPITAL_NAME.test(text) && text.trim().split(/\s+/).length > 1))) continue;
    const body = view.blocks[i - 1]!;
    const marked = GLYPH.test(bare(view, i - 2 < 0 ? i - 1 : i - 2));
    if (structure.owner.has(i - 1) || !/^(?:paragraph|quotation|item)$/.test(body.kind)) continue;
    // Capitals below a quotation in the running text may as well be the next heading.
    if (!(marked || body.kind === 'quotation' || (dash && isWhollyQuoted(bare(view, i - 1))))) continue;
    const at = dash ? block.start + dash[0].indexOf(dash[1]!) : block.start;
    const source = { start: at, end: dash ? at + dash[1]!.trimEnd().length : block.end };
    add(structure, { source, cue: undefined, content: [{ start: body.start, end: body.end }], direct: true }, [i - 1]);
    structure.owner.set(i, NOBODY);
  }
}

function isWhollyQuoted(text: string): boolean {
  return /^\s*["“„«「][\s\S]*["“”»」]\s*$/.test(text);
}

// ——— lists

const NUMBERS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const LISTS =
  /^(?:outlin|list|present|set|propos|detail|describ|includ|contain|nam|identif|mak|announc|unveil|publish|lay|lays|laid|demand|state|stated|comprise|cover)/;
/** How far below its introduction a numbered list may still go on between paragraphs of comment. */
const LIST_REACH = 60;

/**
 * Items under "X said:" or "It outlines the following five points". With a number given, so many items are taken even
 * where the writer comments between them; without one, only items that follow one another.
 */
function readLists(view: View, framesByLine: Frame[][], structure: Structure): void {
  view.lines.forEach((line, i) => {
    const next = view.lines[i + 1];
    if (!next || next.block === line.block || structure.owner.has(line.block)) return;
    if (!isItem(view, next.block) || isQuotedAlready(view, next)) return;
    const intro = introduction(view, line, i, framesByLine[i]!);
    if (!intro) return;
    const items = itemsBelow(view, line.block, intro.count);
    const content = items.map((block) => itemSpan(view, block));
    const direct =
      intro.document ||
      items.every((block) => isWhollyQuoted(view.text.slice(itemSpan(view, block).start, view.blocks[block]!.end)));
    add(structure, { source: intro.source, cue: intro.cue, content, direct }, items);
  });
}

/** A quotation that opened above runs through the item; it has its speaker. */
function isQuotedAlready(view: View, line: Line): boolean {
  const body = bodyStart(view.text, view.blocks[line.block]!);
  const first = view.tokens.slice(line.first, line.last).find((token) => token.start >= body);
  return first !== undefined && first.quotation >= 0 && view.quotations[first.quotation]!.block < line.block;
}

interface Introduction {
  source: Span;
  cue: Span | undefined;
  /** The list gives a document's own wording: an announcement, a plan, a statement. */
  document: boolean;
  count: number | undefined;
}

function introduction(view: View, line: Line, index: number, frames: Frame[]): Introduction | undefined {
  const { tokens } = view;
  const words = tokens.slice(line.first, line.last).map((token) => token.word);
  const following = words.indexOf('following');
  const ends = words.at(-1) === ':';
  if (!ends && following < 0) return undefined;
  const count = following < 0 ? undefined : numberAfter(words.slice(following + 1, following + 3));
  const frame = frames.findLast((one) => one.source && /^(?:say|tell|object)$/.test(one.cue.kind));
  const verb = words.findIndex((word, i) => i > 0 && LISTS.test(word));
  const subject =
    frame?.source ?? (verb > 0 && following > verb ? firstSubject(tokens, line.first, line.first + verb) : undefined);
  if (!subject || /^(?:we|i|you)$/.test(tokens[subject.from]!.word)) return undefined;
  const pronoun = PRONOUN.test(tokens[subject.from]!.word) || /^(?:this|these|that)$/.test(tokens[subject.from]!.word);
  const previous = view.lines[index - 1];
  const named =
    pronoun && previous?.block === line.block ? firstSubject(tokens, previous.first, previous.last) : undefined;
  const phrase = named ?? subject;
  const document = tokens.slice(phrase.from, phrase.to).some((token) => DOCUMENT.test(token.word));
  if (!frame && !document) return undefined;
  const cue = frame
    ? spanOf(tokens, frame.cue.first, frame.cue.last)
    : spanOf(tokens, line.first + verb, line.first + verb + 1);
  return { source: author(view, phrase), cue, document: document && following >= 0, count };
}

/** The X of "X's announcement", else the phrase itself. */
function author(view: View, phrase: { from: number; to: number }): Span {
  const owner = view.tokens.slice(phrase.from, phrase.to).findIndex((token) => /'s$|s'$/.test(token.word));
  const span = spanOf(view.tokens, phrase.from, owner < 0 ? phrase.to : phrase.from + owner + 1)!;
  return owner < 0
    ? span
    : { start: span.start, end: span.end - (/s['’]$/.test(view.text.slice(span.start, span.end)) ? 1 : 2) };
}

function numberAfter(words: string[]): number | undefined {
  for (const word of words) {
    const number = /^\d+$/.test(word) ? Number(word) : NUMBERS.indexOf(word);
    if (number > 1) return number;
  }
  return undefined;
}

function itemsBelow(view: View, intro: number, count: number | undefined): number[] {
  const items: number[] = [];
  const end = Math.min(view.blocks.length, intro + 1 + LIST_REACH);
  const first = markerOf(view, intro + 1);
  let interrupted = false;
  for (let b = intro + 1; b < end && items.length < (count ?? Number.POSITIVE_INFINITY); b++) {
    if (isItem(view, b)) {
      // Below a heading, only a list that is numbered alike goes on.
      if (interrupted && !(/\d/.test(first) && /\d/.test(markerOf(view, b)))) break;
      items.push(b);
    } else if (count === undefined) break;
    else if (view.blocks[b]!.kind === 'heading') interrupted = true;
  }
  return items;
}

function markerOf(view: View, block: number): string {
  return view.text.slice(view.blocks[block]!.start, bodyStart(view.text, view.blocks[block]!)).trim();
}

function isItem(view: View, block: number): boolean {
  const { kind, start } = view.blocks[block]!;
  return kind === 'item' || (kind === 'paragraph' && bodyStart(view.text, view.blocks[block]!) > start + 1);
}

/** An item's words without its marker and a short title ("Clean air: ..."). */
function itemSpan(view: View, block: number): Span {
  const { end } = view.blocks[block]!;
  const start = bodyStart(view.text, view.blocks[block]!);
  const title = /^\p{Lu}[\p{L}\p{N}-]*(?: [\p{L}\p{N}-]+){0,3}:\s+(?=\p{Lu})/u.exec(
    view.text.slice(start, Math.min(end, start + 80)),
  );
  return { start: start + (title?.[0].length ?? 0), end };
}
