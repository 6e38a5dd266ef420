import type { Block, Sentence, Span } from '../../src/claim.ts';
import { findQuotations, type Quotation } from './quotations.ts';

/** A unit that the tagger reads: a word, a clitic, a mark, a name of any length, or the end of a block. */
export interface Unit extends Span {
  /** Lower-cased with straight apostrophes; {@link NAME} for a name, {@link NUMBER} for a number, {@link BREAK} after a block. */
  word: string;
  /** Index into {@link SHAPES}. */
  shape: number;
  /** Index into {@link STATES}. */
  state: number;
  /** Begins a sentence. */
  initial: boolean;
}

export const NAME = '<name>';
export const NUMBER = '<number>';
export const BREAK = '<break>';
export const SHAPES = ['lower', 'Initial', 'name', 'number', 'mark', 'clitic', 'break', 'mixed'] as const;
export const STATES = ['outside', 'inside', 'opens', 'closes'] as const;

type Shape = (typeof SHAPES)[number];

/**
 * What the tagger reads of a document. Names are one unit whatever they are and however many words they have, "the"
 * before a country's included, so that who is named cannot change what is found. A word with a capital is a name unless
 * `isCommon` knows it, it begins a sentence or stands in a heading, and the document does not use it as a name elsewhere.
 * Furniture and tables are left out. Linear.
 */
export function unitsOf(
  document: { text: string; blocks: Block[]; sentences: Sentence[] },
  isCommon: (word: string) => boolean,
  quotations: Quotation[] = findQuotations(document.text, document.blocks),
): Unit[] {
  const { text, blocks, sentences } = document;
  const marks = quotations.flatMap((quotation) => quotation.spans);
  const units: Unit[] = [];
  const names = namesIn(text, isCommon);
  const isWord = (word: string) => isCommon(word) && !names.has(word);
  let block = -1;
  let at = 0;
  let titled = false;
  for (const sentence of sentences) {
    const { kind, start, end } = blocks[sentence.block]!;
    if (kind === 'furniture' || kind === 'table') continue;
    if (sentence.block !== block) {
      if (block >= 0) units.push(breakAfter(blocks[block]!.end));
      block = sentence.block;
      titled = isTitled(text.slice(start, Math.min(end, start + TITLE_REACH)), isCommon);
    }
    let initial = true;
    for (const piece of piecesOf(text, sentence)) {
      const last = units.at(-1);
      if (last?.end === piece.start && isAbbreviating(text, piece, sentence)) {
        last.end = piece.end;
        continue;
      }
      while (at < marks.length && marks[at]!.end <= piece.start) at++;
      const unit = unitOf(text, piece, stateAt(marks[at], piece), initial, titled, isWord);
      if (last && isJoined(text, last, unit)) Object.assign(last, { end: unit.end, word: NAME, shape: NAMED });
      else units.push(unit);
      initial = AFRESH.test(text.slice(piece.start, piece.end)) || (initial && unit.shape === MARK);
    }
    if (units.length) markInitial(units, sentence);
  }
  if (block >= 0) units.push(breakAfter(blocks[block]!.end));
  return units;
}

/** Common words that the document writes with a capital, and never without, where no sentence begins: "Price". */
function namesIn(text: string, isCommon: (word: string) => boolean): Set<string> {
  const names = new Set<string>();
  for (const match of text.matchAll(/(?<=\p{Ll},? )\p{Lu}\p{Ll}+/gu)) {
    const word = match[0].toLowerCase();
    if (isCommon(word)) names.add(word);
  }
  if (names.size) for (const match of text.matchAll(/(?<![\p{L}])\p{Ll}+/gu)) names.delete(match[0]);
  return names;
}

const index = (shape: Shape) => SHAPES.indexOf(shape);
const MARK = index('mark');
const NAMED = index('name');
const OPENS = STATES.indexOf('opens');

function breakAfter(end: number): Unit {
  return { start: end, end, word: BREAK, shape: index('break'), state: 0, initial: false };
}

/** A full stop after which the sentence goes on: "Okla., police". */
function isAbbreviating(text: string, { start, end }: Span, sentence: Span): boolean {
  return (
    text[start] === '.' &&
    end === start + 1 &&
    /^[\s,;:]*[\p{L}\p{N}]/u.test(text.slice(end, Math.min(end + 4, sentence.end)))
  );
}

/** The first unit of a sentence. */
function markInitial(units: Unit[], sentence: Sentence): void {
  let i = units.length - 1;
  while (i > 0 && units[i - 1]!.start >= sentence.start && units[i - 1]!.word !== BREAK) i--;
  units[i]!.initial = true;
}

/** "the People's Republic of China" is as much one name as "the United States". */
const WORD =
  /(?:(?:Federal|Democratic|Islamic|Arab|People[’']s) ){0,2}(?:Republic|Kingdom|Commonwealth|Federation|Union) of (?:the )?\p{Lu}[\p{L}-]+|(?:\p{Lu}\.){2,}(?:\p{Lu}(?![\p{L}\p{N}]))?(?:-\p{L}+)*|(?:Mrs?|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Sgt|Col|St|Jr|Sr|Prof|Corp|Inc|Co|Ltd|\p{Lu})\.(?=\s)|[@#$€£]?[\p{L}\p{N}]+(?:(?:[-’'./&]|(?<=\d),(?=\d))[\p{L}\p{N}]+)*%?|''|``|\.{2,}|[^\s*_]/gu;
const CLITIC = /(?:n[’']t|[’'](?:s|re|ve|ll|d|m))$/i;
/** After these a sentence, or a quotation, begins. */
const AFRESH = /^(?:["“”„«»‘'([{:;?!…—–-]|''|``|\.)/;

function* piecesOf(text: string, sentence: Span): Generator<Span> {
  for (const match of text.slice(sentence.start, sentence.end).matchAll(WORD)) {
    const start = sentence.start + match.index;
    const end = start + match[0].length;
    const clitic = CLITIC.exec(match[0]);
    const cut = clitic && clitic.index > 0 ? start + clitic.index : end;
    yield { start, end: cut };
    if (cut < end) yield { start: cut, end };
  }
}

/** Headings and captions capitalise most of their words, ordinary ones included. */
function isTitled(text: string, isCommon: (word: string) => boolean): boolean {
  const words = (text.match(/\p{L}{4,}/gu) ?? []).slice(1).filter((word) => isCommon(word.toLowerCase()));
  return words.length > 2 && words.filter((word) => /^\p{Lu}/u.test(word)).length > words.length * TITLED;
}

const TITLED = 0.6;
const TITLE_REACH = 400;

function stateAt(mark: Span | undefined, { start, end }: Span): number {
  if (!mark || mark.start > start || mark.end <= start) return 0;
  if (start === mark.start) return 2;
  return end === mark.end ? 3 : 1;
}

function unitOf(
  text: string,
  span: Span,
  state: number,
  initial: boolean,
  titled: boolean,
  isCommon: (word: string) => boolean,
): Unit {
  const raw = text.slice(span.start, span.end);
  const word = raw.toLowerCase().replaceAll('’', "'");
  const unit = (shape: Shape, as = word): Unit => ({ ...span, word: as, shape: index(shape), state, initial: false });
  if (state === 0 && /^['’]$/.test(raw) && /s$/i.test(text.slice(span.start - 1, span.start)))
    return unit('clitic', "'s");
  if (!/[\p{L}\p{N}]/u.test(raw)) return unit('mark', MARKS[raw] ?? word);
  if (/^(?:'|n't$)/.test(word)) return unit('clitic');
  if (!/\p{L}/u.test(raw)) return unit('number', NUMBER);
  if (!/[\p{Lu}@#]/u.test(raw) || word === 'i') return unit(/\p{N}/u.test(raw) ? 'mixed' : 'lower');
  if (PLAIN.test(word)) return unit('lower');
  const shouted = raw.length > 1 && raw === raw.toUpperCase();
  const first = (initial || titled) && /^\p{Lu}/u.test(raw) && (!shouted || titled) && isCommon(word);
  if (first && !(BEGINS_NAME.test(raw) && /^ \p{Lu}/u.test(text.slice(span.end, span.end + 3)))) return unit('Initial');
  return unit('name', NAME);
}

/** Capitals that name nobody. */
const PLAIN =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|october|november|december|mrs?\.?|ms\.?|dr\.?|sen\.?|rep\.?|gov\.?|gen\.?|a\.m\.|p\.m\.)$/;
/** Words with which names of places begin. */
const BEGINS_NAME = /^(?:United|European|North|South|New|Great|Saudi|Hong)$/;
const MARKS: Record<string, string> = {
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  "''": '"',
  '``': '"',
  '‘': "'",
  '’': "'",
  '–': '—',
};

/** "United States" and "the United States" are one; "Bank of China" stays three. */
function isJoined(text: string, last: Unit, unit: Unit): boolean {
  if (unit.shape !== NAMED || (last.state !== unit.state && last.state !== OPENS)) return false;
  return (last.shape === NAMED || last.word === 'the') && /^[ \t\n]{1,2}$/.test(text.slice(last.end, unit.start));
}
