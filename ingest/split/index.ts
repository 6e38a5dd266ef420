import type { Attribution, Block, Manner, OwnStatement, Polarity, Quality, Sentence, Span } from '../../src/claim.ts';
import { lengthInWords } from '../../src/text.ts';
import { isAsserted } from './asserted.ts';
import { isStatement, toReadable } from './readable.ts';

/** A stretch of text that is one claim, with what it was cut from. */
export interface Piece extends Span {
  manner: Manner;
  confidence: number;
  /** Index of the attribution that it belongs to; absent for the document's own voice. */
  attribution?: number;
  /** Index of the block in which it begins. */
  block: number;
}

/** Words below which a piece of an attributed content says too little to be a claim, unless nothing else of it is quoted. */
const FEWEST_WORDS = 4;
/** Words below which a quotation never is one; a paraphrase so short says nothing that stands by itself. */
const FEWEST_WORDS_QUOTED = 3;
/** The same of what is judged or demanded, with the words that say so: "Beijing called the charge groundless". */
const FEWEST_WORDS_JUDGED = 2;
/**
 * Confidence below which an attribution is no claim: wishes, attitudes and what something "seems to" do are attributed,
 * but claim nothing. In damaged text nothing is surer, and everything is marked.
 */
const LEAST_CONFIDENCE = 0.5;
/** Share of a piece that may be somebody else's claim, reported in it, before the piece is only the report of that claim. */
const MOST_REPORTED = 0.6;

const OPENING = '“‘«„"\'‹「『(';
const CLOSING = '”’»“"\'›」』)';
const LIST_MARK = /^(?:[•◦▪‣*–-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+/u;

/**
 * Cuts attributions and own statements into claims: one for each sentence, or part of one, that the content covers.
 * Enclosing quotation marks, list marks and white space are left out; a paraphrase that is no clause is read with the words
 * that report it, and one that says nothing is left out. What somebody denies is given as he denies it (`polarities`, by
 * attribution). A sentence that only reports another attribution is left to that one. Pieces are in text order and distinct.
 */
export function split(document: {
  text: string;
  blocks: Block[];
  sentences: Sentence[];
  attributions: Attribution[];
  own: OwnStatement[];
  quality: Quality;
  polarities?: readonly Polarity[];
}): Piece[] {
  const { text, sentences, attributions, polarities } = document;
  const least = document.quality === 'damaged' ? 0 : LEAST_CONFIDENCE;
  const inner = contentsWithin(attributions, least, polarities);
  const pieces: Piece[] = [];
  const told = new Told(text);
  attributions.forEach((attribution, index) => {
    if (attribution.confidence < least || isOwnVoice(document, attribution)) return;
    const cut = contentOf(attribution, sentences)
      .flatMap((span) => cutAtSentences(text, span, sentences))
      .filter((piece) => coverage(text, piece, inner.get(index) ?? []) < MOST_REPORTED);
    const isQuoted = attribution.manner === 'direct';
    const polarity = polarities?.[index] ?? 'asserted';
    const states = !isQuoted && isStatement(text, attribution);
    const long = cut.filter((piece) => countWords(text, piece) >= FEWEST_WORDS);
    const isWhole = (piece: Span) =>
      isQuoted
        ? countWords(text, piece) >= FEWEST_WORDS_QUOTED
        : states && polarity === 'asserted' && isJudgement(text, piece, attribution);
    const kept = long.length > 0 ? long : cut.filter(isWhole);
    if (states && kept.length === 0) told.add(attribution);
    // What somebody denies is given as it was claimed.
    const isPlain = !isQuoted && document.quality !== 'damaged' && polarity !== 'denied';
    for (const piece of kept) {
      if (!isQuoted && document.quality !== 'damaged' && !isAsserted(text, piece, attribution)) continue;
      // "Without saying what would follow": neither claimed nor denied.
      if (polarity === 'unsaid' && OPEN_QUESTION.test(text.slice(piece.start, piece.end))) continue;
      const readable = isPlain ? toReadable(text, piece, attribution) : piece;
      if (!readable || (polarity === 'unsaid' && readable.start < piece.start)) continue;
      const isWidened = readable.start < piece.start;
      if (!isQuoted && countWords(text, readable) < FEWEST_WORDS) continue;
      if (isWidened && !states && document.own.some(({ content }) => holds(content, readable))) continue;
      if (isWidened) told.add(attribution, piece);
      const { manner, confidence } = attribution;
      pieces.push({ manner, confidence, attribution: index, block: piece.block, ...readable });
    }
  });
  for (const { content, confidence } of document.own) {
    for (const piece of cutAtSentences(text, content, sentences))
      if (!told.isAllOf(piece)) pieces.push({ manner: 'own', confidence, ...piece });
  }
  return distinct(pieces);
}

/**
 * Where the document says the whole sentence itself, "We call on all to ...", "One could argue that ..." and "It seems to be safe"
 * are no reports by anybody, and what "many are choosing to ..." do is no claim of theirs.
 */
function isOwnVoice({ text, own }: { text: string; own: OwnStatement[] }, attribution: Attribution): boolean {
  const { source, cue, content, manner } = attribution;
  const [first] = content;
  if (manner === 'direct' || !first) return false;
  const wordsOf = (spans: Span[]) => spans.map(({ start, end }) => text.slice(start, end)).join(' ');
  const isChoice = INFINITIVE.test(wordsOf([first]));
  const isThought = source.length === 0 || (ANYBODY.test(wordsOf(source)) && POSSIBLE.test(wordsOf(cue)));
  if (!FIRST_PERSON.test(wordsOf(source)) && !isChoice && !isThought) return false;
  return own.some(({ content: said }) => holds(said, first));
}

/** "[She] called the charge groundless": few words behind an active verb, up to where their clause ends. */
function isJudgement(text: string, piece: Span, { cue }: Attribution): boolean {
  const spoken = cue.at(-1);
  if (!spoken || spoken.end > piece.start || countWords(text, piece) < FEWEST_WORDS_JUDGED) return false;
  if (INFINITIVE.test(text.slice(piece.start, piece.end))) return false;
  return (
    !PASSIVE.test(text.slice(spoken.start, spoken.end)) && CLAUSE_END.test(text.slice(piece.end, piece.end + NEXT))
  );
}

const PASSIVE = /\b(?:is|are|was|were|been|being|stands?|stood)\s+(?:\w+ly\s+)?\w+(?:ed|en)(?:\s\w+)?$/i;
const CLAUSE_END = /^["”’»)\]]*\s*(?:[.;!?\n]|$|(?:and|but|while|when|after|before)\b)/;
/** In characters: room for what {@link CLAUSE_END} looks for. */
const NEXT = 12;

/** Which words of a text tell what somebody states, judges or demands, with who does; and where claims of such are. Linear. */
class Told {
  readonly #text: string;
  readonly #words: Uint8Array;
  readonly #claims: Uint8Array;

  constructor(text: string) {
    this.#text = text;
    this.#words = new Uint8Array(text.length);
    this.#claims = new Uint8Array(text.length);
  }

  /** Notes the words of a report, and where what it says is a claim, if it is one. */
  add({ source, cue, content }: Attribution, claim?: Span): void {
    for (const { start, end } of [...source, ...cue, ...content]) this.#words.fill(1, start, end);
    if (claim) this.#claims[claim.start] = 1;
  }

  /** Whether a piece holds such a claim, and little beside it. */
  isAllOf({ start, end }: Span): boolean {
    if (!this.#claims.subarray(start, end).includes(1)) return false;
    const words = [...this.#text.slice(start, end).matchAll(WORD)];
    return words.filter(({ index }) => this.#words[start + index] === 1).length >= MOST_REPORTED * words.length;
  }
}

const WORD = /[\p{L}\p{N}]+/gu;

function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

const OPEN_QUESTION = /^(?:what|which|who|whom|whose|whether|if|when|where|why|how)\b/i;
const FIRST_PERSON = /^(?:we|i)$/i;
const ANYBODY = /^(?:one|you|some|somebody|someone|anybody|anyone|people|it)$/i;
const POSSIBLE = /\b(?:could|might|may|can|would|should)\b/i;
const INFINITIVE = /^to\s+\p{Ll}/u;

/**
 * The spans of a content. Where a paraphrase is interrupted inside a sentence ("The rules, he argued, bind nobody"),
 * neither part says anything alone, so the claim reaches over the interruption; quoted words are never joined so.
 */
function contentOf({ content, manner }: Attribution, sentences: Sentence[]): Span[] {
  if (manner === 'direct') return content;
  const joined: Span[] = [];
  for (const span of content) {
    const last = joined.at(-1);
    const sentence = last && sentences[firstEndingAfter(sentences, last.end - 1)];
    if (last && sentence && span.start < sentence.end) joined[joined.length - 1] = { start: last.start, end: span.end };
    else joined.push(span);
  }
  return joined;
}

/** Contents of those reports inside each attribution that are claims themselves. */
function contentsWithin(
  attributions: Attribution[],
  least: number,
  polarities: readonly Polarity[] | undefined,
): Map<number, Span[]> {
  const inner = new Map<number, Span[]>();
  for (const [i, { within, content, confidence }] of attributions.entries()) {
    if (within === undefined || confidence < least || polarities?.[i] === 'unsaid') continue;
    const list = inner.get(within);
    if (list) list.push(...content);
    else inner.set(within, [...content]);
  }
  return inner;
}

function cutAtSentences(text: string, span: Span, sentences: Sentence[]): (Span & { block: number })[] {
  const pieces: (Span & { block: number })[] = [];
  for (let i = firstEndingAfter(sentences, span.start); i < sentences.length; i++) {
    const sentence = sentences[i] as Sentence;
    if (sentence.start >= span.end) break;
    const trimmed = trim(text, { start: Math.max(span.start, sentence.start), end: Math.min(span.end, sentence.end) });
    if (trimmed) pieces.push({ block: sentence.block, ...trimmed });
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

/** Whether the mark that the words begin with has its partner outside them, or at their very end. */
function opensAlone(inside: string): boolean {
  const open = inside[0] as string;
  const partner = findPartner([...indexed(inside)], open, PARTNERS.get(open) ?? open);
  return partner === undefined || partner >= inside.length - 1;
}

/** Whether the mark that the words end with has its partner outside them, or at their very beginning. */
function closesAlone(inside: string): boolean {
  const close = inside.at(-1) as string;
  const open = [...PARTNERS].find(([, other]) => other === close)?.[0] ?? close;
  const partner = findPartner([...indexed(inside)].reverse(), close, open);
  return partner === undefined || partner === 0;
}

/** Where the pair that the first character begins ends, counting pairs within; straight marks have no inside and outside. */
function findPartner(characters: [number, string][], mark: string, partner: string): number | undefined {
  let depth = 0;
  for (const [at, character] of characters) {
    if (depth > 0 && character === partner) depth--;
    else if (character === mark) depth++;
    if (depth === 0) return at;
  }
  return undefined;
}

/** Characters with their places, without the apostrophes inside words. */
function* indexed(text: string): Generator<[number, string]> {
  for (let i = 0; i < text.length; i++) {
    const apostrophe =
      /['’]/.test(text[i] as string) && /\p{L}/u.test(text[i - 1] ?? '') && /\p{L}/u.test(text[i + 1] ?? '');
    if (!apostrophe) yield [i, text[i] as string];
  }
}

function countWords(text: string, { start, end }: Span): number {
  return lengthInWords(text.slice(start, end));
}

/** Share of a piece's words that the spans cover. */
function coverage(text: string, piece: Span, spans: Span[]): number {
  const covered = spans
    .filter(({ start, end }) => start < piece.end && end > piece.start)
    .map(({ start, end }) => ({ start: Math.max(piece.start, start), end: Math.min(piece.end, end) }));
  return covered.reduce((sum, span) => sum + countWords(text, span), 0) / countWords(text, piece);
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
