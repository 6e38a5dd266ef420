import type { Attribution, Block, Manner, OwnStatement, Sentence, Span } from '../src/claim.ts';

/** A stretch of text that is one claim, with what it was cut from. */
export interface Piece extends Span {
  manner: Manner;
  confidence: number;
  /** Index of the attribution that it belongs to; absent for the document's own voice. */
  attribution?: number;
  /** Index of the block in which it begins. */
  block: number;
}

/** Words below which a piece of an attributed content says too little to be a claim, unless there is nothing else of it. */
const FEWEST_WORDS = 4;
/** Words below which it never is one. */
const FEWEST_WORDS_ALONE = 2;
/** Share of a piece that may be somebody else's claim, reported in it, before the piece is only the report of that claim. */
const MOST_REPORTED = 0.6;

const OPENING = '“‘«„"\'‹「『(';
const CLOSING = '”’»“"\'›」』)';
const LIST_MARK = /^(?:[•◦▪‣*–-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+/u;

/**
 * Cuts attributions and own statements into claims: one for each sentence, or part of one, that the content covers.
 * Enclosing quotation marks, list marks and white space are left out. What somebody denies is not a claim of his, and
 * a sentence that only reports another attribution is left to that one. Pieces are in text order and distinct.
 */
export function split(document: {
  text: string;
  blocks: Block[];
  sentences: Sentence[];
  attributions: Attribution[];
  own: OwnStatement[];
}): Piece[] {
  const { text, sentences, attributions } = document;
  const inner = contentsWithin(attributions);
  const pieces: Piece[] = [];
  attributions.forEach((attribution, index) => {
    if (attribution.denied) return;
    const cut = attribution.content
      .flatMap((span) => cutAtSentences(text, span, sentences))
      .filter((piece) => coverage(piece, inner.get(index) ?? []) < MOST_REPORTED);
    const long = cut.filter((piece) => countWords(text, piece) >= FEWEST_WORDS);
    const kept = long.length > 0 ? long : cut.filter((piece) => countWords(text, piece) >= FEWEST_WORDS_ALONE);
    for (const piece of kept)
      pieces.push({ ...piece, manner: attribution.manner, confidence: attribution.confidence, attribution: index });
  });
  for (const { content, confidence } of document.own) {
    for (const piece of cutAtSentences(text, content, sentences)) pieces.push({ ...piece, manner: 'own', confidence });
  }
  return distinct(pieces);
}

function contentsWithin(attributions: Attribution[]): Map<number, Span[]> {
  const inner = new Map<number, Span[]>();
  for (const { within, content } of attributions)
    if (within !== undefined) inner.set(within, [...(inner.get(within) ?? []), ...content]);
  return inner;
}

function cutAtSentences(text: string, span: Span, sentences: Sentence[]): (Span & { block: number })[] {
  const pieces: (Span & { block: number })[] = [];
  for (let i = firstEndingAfter(sentences, span.start); i < sentences.length; i++) {
    const sentence = sentences[i] as Sentence;
    if (sentence.start >= span.end) break;
    const trimmed = trim(text, { start: Math.max(span.start, sentence.start), end: Math.min(span.end, sentence.end) });
    if (trimmed) pieces.push({ ...trimmed, block: sentence.block });
  }
  return pieces;
}

function firstEndingAfter(sentences: Sentence[], offset: number): number {
  let [low, high] = [0, sentences.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sentences[middle] as Sentence).end > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Without white space, list marks, and the quotation marks that open or close outside the words. */
function trim(text: string, span: Span): Span | undefined {
  let { start, end } = span;
  const shrink = () => {
    while (start < end && /\s/u.test(text[start] as string)) start++;
    while (end > start && /\s/u.test(text[end - 1] as string)) end--;
  };
  shrink();
  const mark = LIST_MARK.exec(text.slice(start, end));
  if (mark) start += mark[0].length;
  shrink();
  // A mark at one end goes where its partner is not inside, or where the pair encloses everything.
  for (;;) {
    const inside = text.slice(start, end);
    const [first, last] = [inside[0] ?? '', inside.at(-1) ?? ''];
    if (inside.length > 1 && OPENING.includes(first) && opensAlone(inside)) start++;
    else if (inside.length > 1 && CLOSING.includes(last) && closesAlone(inside)) end--;
    else break;
    shrink();
  }
  return end > start && /[\p{L}\p{N}]/u.test(text.slice(start, end)) ? { start, end } : undefined;
}

const PARTNERS = new Map(['“”', '‘’', '«»', '„“', '‹›', '「」', '『』', '()'].map(([open, close]) => [open, close]));

function opensAlone(inside: string): boolean {
  const close = PARTNERS.get(inside[0] as string) ?? (inside[0] as string);
  const at = closingAt(inside, close);
  return at === -1 || at >= inside.length - 1;
}

function closesAlone(inside: string): boolean {
  const last = inside.at(-1) as string;
  const open = [...PARTNERS].find(([, close]) => close === last)?.[0] ?? last;
  const opened = inside.lastIndexOf(open, inside.length - 2);
  return opened <= 0 || (open === last && opened === 0);
}

// An apostrophe inside a word closes nothing.
function closingAt(inside: string, close: string): number {
  for (let at = inside.indexOf(close, 1); at !== -1; at = inside.indexOf(close, at + 1))
    if (!(/\p{L}/u.test(inside[at - 1] ?? '') && /\p{L}/u.test(inside[at + 1] ?? ''))) return at;
  return -1;
}

function countWords(text: string, { start, end }: Span): number {
  return text.slice(start, end).match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}

function coverage(piece: Span, spans: Span[]): number {
  const covered = spans.reduce(
    (sum, span) => sum + Math.max(0, Math.min(piece.end, span.end) - Math.max(piece.start, span.start)),
    0,
  );
  return covered / (piece.end - piece.start);
}

// Of pieces at the same place the surest stays.
function distinct(pieces: Piece[]): Piece[] {
  const byPlace = new Map<string, Piece>();
  for (const piece of pieces) {
    const place = `${piece.start}-${piece.end}`;
    const other = byPlace.get(place);
    if (!other || other.confidence < piece.confidence) byPlace.set(place, piece);
  }
  return [...byPlace.values()].sort((a, b) => a.start - b.start || a.end - b.end);
}
