import type { Block, Sentence } from '../src/claim.ts';

/**
 * The sentences of a text, in order: each lies in one block, is trimmed, and keeps the quotation mark that closes after
 * its full stop. Unicode sentence breaks (UAX 29), mended at abbreviations, initials and list markers. Linear.
 */
export function segment(text: string, blocks: Block[]): Sentence[] {
  const sentences: Sentence[] = [];
  blocks.forEach((block, index) => {
    for (const [start, end] of sentencesOf(text.slice(block.start, block.end))) {
      sentences.push({ start: block.start + start, end: block.start + end, block: index });
    }
  });
  return sentences;
}

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'sentence' });

/** A name or a number follows these, so their full stop never ends a sentence. */
const BEFORE_NAME = new Set(
  'mr mrs ms mx dr prof sen rep gov gen lt col maj capt cmdr sgt adm rev hon pres sec st mt ft fr sr messrs vs v cf e.g i.e viz art para fig vol pp ed eds al approx est dept univ supt amb'.split(
    ' ',
  ),
);
/** These end a sentence only where a word follows that commonly begins one. */
const MAYBE_END = new Set(
  'corp inc co ltd llc plc bros jr sr etc jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun ave blvd rd a.m p.m ph.d'.split(
    ' ',
  ),
);
/** Only before a number: "No. 5", "p. 12". */
const BEFORE_NUMBER = new Set(['no', 'nos', 'p', 'art', 'sec', 'ch', 'resp', 'c', 'ca']);
const STARTERS = new Set(
  'the a an in it he she they but this that these those we you and on at as for if when while there his her its their our my after before since although however with by to no not what who how why one some many most both all another under during despite meanwhile according'.split(
    ' ',
  ),
);

function sentencesOf(block: string): [number, number][] {
  // A line break inside a block is a space; the segmenter would end a sentence there.
  const flat = block.replace(/[\n\r\u2028\u2029\u0085]/g, ' ');
  const spans: [number, number][] = [];
  let start = -1;
  for (const [from, end] of pieces(flat)) {
    if (start < 0) start = from;
    if (continues(flat, start, end)) continue;
    pushTrimmed(spans, flat, start, end);
    start = -1;
  }
  if (start >= 0) pushTrimmed(spans, flat, start, flat.length);
  return spans;
}

/** Characters handed to the segmenter at once: V8 copies them for every sentence that it finds there. */
const WINDOW = 2_000;

/** Sentence breaks of UAX 29, window by window; the last sentence of a window is read again in the next. */
function* pieces(flat: string): Generator<[number, number]> {
  let start = 0;
  let size = WINDOW;
  while (start < flat.length) {
    const end = Math.min(flat.length, start + size);
    const breaks = [...SEGMENTER.segment(flat.slice(start, end))].map(
      ({ segment: piece, index }) => index + piece.length,
    );
    if (end < flat.length) breaks.pop();
    // One sentence longer than the window: a window twice as long.
    size = breaks.length ? WINDOW : size * 2;
    let from = 0;
    for (const to of breaks) {
      yield [start + from, start + to];
      from = to;
    }
    start += from;
  }
}

function pushTrimmed(spans: [number, number][], flat: string, start: number, end: number): void {
  while (start < end && /\s/.test(flat[start]!)) start++;
  while (end > start && /\s/.test(flat[end - 1]!)) end--;
  if (start === end) return;
  const last = spans.at(-1);
  // Stray marks ("”", "® ") belong to the sentence before.
  if (last && end - start < 4 && !/[\p{L}\p{N}]/u.test(flat.slice(start, end))) last[1] = end;
  else spans.push([start, end]);
}

/** Whether the sentence goes on after `end`. Looks at a bounded number of characters on either side. */
function continues(flat: string, start: number, end: number): boolean {
  const before = flat.slice(Math.max(start, end - 40), end).trimEnd();
  const after = flat.slice(end, end + 30);
  if (isMarker(flat, start, end)) return true;
  // “Why?” he asked.
  if (/[?!.…][”’"'»」]+$/u.test(before) && /^\p{Ll}/u.test(after)) return true;
  if (/(?:\.\s?\.\s?\.|…)$/u.test(before) && /^[\p{Ll}[(]/u.test(after)) return true;
  const word = /(?:^|[\s(“"‘'—–-])((?:\p{L}\.)*\p{L}+)\.$/u.exec(before)?.[1];
  if (!word) return false;
  const lower = word.toLowerCase();
  if (BEFORE_NAME.has(lower)) return true;
  if (BEFORE_NUMBER.has(lower) && /^[\p{N}]/u.test(after)) return true;
  const initials = /^(?:\p{Lu}\.)*\p{Lu}$/u.test(word);
  if (!initials && !MAYBE_END.has(lower)) return false;
  const next = /^\p{L}+/u.exec(after)?.[0];
  return next ? !STARTERS.has(next.toLowerCase()) || /^\p{Ll}/u.test(next) : /^[\p{N}(,]/u.test(after);
}

function isMarker(flat: string, start: number, end: number): boolean {
  return end - start < 12 && /^\s*[(]?(?:\p{N}{1,3}|[A-Za-z]|[ivxIVX]{1,4})[.)]\s*$/u.test(flat.slice(start, end));
}
