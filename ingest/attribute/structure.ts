import type { Span } from '../../src/claim.ts';
import { DOCUMENT, type Frame } from './contents.ts';
import { addLayout, type Structure } from './layout.ts';
import { isWhollyQuoted, readPullQuotes } from './pull-quotes.ts';
import { bodyStart } from './quotations.ts';
import { readRemarks, readResolution } from './remarks.ts';
import { firstSubject, PRONOUN } from './sources.ts';
import { type Line, spanOf, type View } from './tokens.ts';
import { readTranscript } from './transcript.ts';

export { isQuestion, NOBODY, type Structure } from './layout.ts';

/** What block structure alone says about who speaks: transcripts, statements, resolutions, lists under a speaker, pull quotes. Linear. */
export function readStructure(view: View, framesByLine: Frame[][]): Structure {
  const structure: Structure = { found: [], owner: new Map() };
  if (!readTranscript(view, structure)) readRemarks(view, structure);
  readResolution(view, structure);
  readPullQuotes(view, structure);
  readLists(view, framesByLine, structure);
  return structure;
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
  /^(?:outlin|list|present|set|propos|detail|describ|includ|contain|nam|identif|mak|made|announc|unveil|publish|lay|lays|laid|demand|state|stated|comprise|cover)/;
/** What somebody is said to make before a colon, when the list under it is what he says. */
const ANNOUNCED =
  /^(?:demands?|points?|claims?|proposals?|principles|promises|pledges|arguments?|recommendations?|reasons|warnings?|statements?|objections?|conclusions?|questions|requests?|suggestions?|conditions)$/;
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
    addLayout(structure, { source: intro.source, cue: intro.cue, content, direct }, items);
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
  const given = words[0] === 'according' && words[1] === 'to' && words.length > 3;
  if (given) {
    const source = { from: line.first + 2, to: line.last - 1 };
    return { source: author(view, source), cue: spanOf(tokens, line.first, line.first + 2), document: false, count };
  }
  const verb = words.findIndex((word, i) => i > 0 && LISTS.test(word));
  // "The mayor made three demands": what looks like a report after the verb of the sentence is its object.
  const frame = frames.findLast(
    (one) =>
      one.source &&
      /^(?:say|tell|object)$/.test(one.cue.kind) &&
      !(verb > 0 && one.source.from <= line.first + verb && line.first + verb < one.source.to),
  );
  const announced = ends && words.slice(verb + 1).some((word) => ANNOUNCED.test(word));
  const subject =
    frame?.source ??
    (verb > 0 && (following > verb || announced) ? firstSubject(tokens, line.first, line.first + verb) : undefined);
  if (!subject || /^(?:we|i|you)$/.test(tokens[subject.from]!.word)) return undefined;
  const pronoun = PRONOUN.test(tokens[subject.from]!.word) || /^(?:this|these|that)$/.test(tokens[subject.from]!.word);
  const previous = view.lines[index - 1];
  const named =
    pronoun && previous?.block === line.block ? firstSubject(tokens, previous.first, previous.last) : undefined;
  const phrase = named ?? subject;
  const document = tokens.slice(phrase.from, phrase.to).some((token) => DOCUMENT.test(token.word));
  if (!frame && !document && !announced) return undefined;
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
