import type { Block, Sentence, Span } from '../../src/claim.ts';
import { remembered } from '../../src/text.ts';
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
    const first = units.length;
    let initial = true;
    for (const piece of piecesOf(text, sentence)) {
      const last = units.at(-1);
      if (last?.end === piece.start && isAbbreviating(text, piece, sentence)) {
        last.end = piece.end;
        continue;
      }
      while (at < marks.length && marks[at]!.end <= piece.start) at++;
      const unit = unitOf(text, piece, stateAt(marks[at], piece), initial, titled, isWord);
      if (last && isJoined(text, last, unit)) {
        last.end = unit.end;
        last.word = NAME;
        last.shape = NAMED;
      } else units.push(unit);
      initial = piece.spelling.afresh || (initial && unit.shape === MARK);
    }
    // Where all of the sentence was joined to the one before, the unit that has it.
    if (units.length) units[Math.min(first, units.length - 1)]!.initial = true;
  }
  if (block >= 0) units.push(breakAfter(blocks[block]!.end));
  return units;
}

/** Common words that the document writes with a capital, and never without, where no sentence begins: "Price". */
function namesIn(text: string, isCommon: (word: string) => boolean): Set<string> {
  const names = new Set<string>();
  for (const { 0: word, index } of text.matchAll(/\p{Lu}\p{Ll}+/gu)) {
    if (text[index - 1] !== ' ' || !/\p{Ll},? $/u.test(text.slice(Math.max(0, index - 4), index))) continue;
    if (isCommon(word.toLowerCase())) names.add(word.toLowerCase());
  }
  if (names.size) for (const match of text.matchAll(/(?<![\p{L}])\p{Ll}+/gu)) names.delete(match[0]);
  return names;
}

const index = (shape: Shape) => SHAPES.indexOf(shape);
const MARK = index('mark');
const NAMED = index('name');
const CLITICAL = index('clitic');
const INITIAL = index('Initial');
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

/** "the People's Republic of China" is as much one name as "the United States". */
const WORD =
  /(?:(?:Federal|Democratic|Islamic|Arab|People[’']s) ){0,2}(?:Republic|Kingdom|Commonwealth|Federation|Union) of (?:the )?\p{Lu}[\p{L}-]+|(?:\p{Lu}\.){2,}(?:\p{Lu}(?![\p{L}\p{N}]))?(?:-\p{L}+)*|(?:Mrs?|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Sgt|Col|St|Jr|Sr|Prof|Corp|Inc|Co|Ltd|\p{Lu})\.(?=\s)|[@#$€£]?[\p{L}\p{N}]+(?:(?:[-’'./&]|(?<=\d),(?=\d))[\p{L}\p{N}]+)*%?|''|``|\.{2,}|[^\s*_]/gu;
const CLITIC = /(?:n[’']t|[’'](?:s|re|ve|ll|d|m))$/i;
/** After these a sentence, or a quotation, begins. */
const AFRESH = /^(?:["“”„«»‘'([{:;?!…—–-]|''|``|\.)/;

/** A word or mark where it stands. */
interface Piece extends Span {
  spelling: Spelling;
}

function* piecesOf(text: string, sentence: Span): Generator<Piece> {
  for (const { 0: raw, index } of text.slice(sentence.start, sentence.end).matchAll(WORD)) {
    const start = sentence.start + index;
    const end = start + raw.length;
    const spelling = spellingOf(raw);
    const { cut } = spelling;
    if (cut === 0) yield { start, end, spelling };
    else {
      yield { start, end: start + cut, spelling: spellingOf(raw.slice(0, cut)) };
      yield { start: start + cut, end, spelling: spellingOf(raw.slice(cut)) };
    }
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
  { start, end, spelling }: Piece,
  state: number,
  initial: boolean,
  titled: boolean,
  isCommon: (word: string) => boolean,
): Unit {
  const unit = (shape: number, word: string): Unit => ({ start, end, word, shape, state, initial: false });
  if (state === 0 && spelling.apostrophe && /s$/i.test(text.slice(start - 1, start))) return unit(CLITICAL, "'s");
  const { word, shape } = spelling;
  if (shape !== undefined) return unit(shape, word);
  const first = (initial || titled) && spelling.initial && (!spelling.shouted || titled) && isCommon(word);
  if (first && !(spelling.beginsName && /^ \p{Lu}/u.test(text.slice(end, end + 3)))) return unit(INITIAL, word);
  return unit(NAMED, NAME);
}

/** What a word or mark is wherever it stands. */
interface Spelling {
  /** As {@link Unit} has it. */
  word: string;
  /** Undefined for words with a capital, whose place decides. */
  shape: number | undefined;
  /** Where a clitic is cut off; 0 for nowhere. */
  cut: number;
  apostrophe: boolean;
  /** Begins with a capital. */
  initial: boolean;
  /** Capitals throughout. */
  shouted: boolean;
  beginsName: boolean;
  /** After it a sentence, or a quotation, begins. */
  afresh: boolean;
}

const spellingOf = remembered(spell);

function spell(raw: string): Spelling {
  const word = raw.toLowerCase().replaceAll('’', "'");
  const [shape, as = word] = shapeOf(raw, word);
  return {
    word: as,
    shape: shape && index(shape),
    cut: CLITIC.exec(raw)?.index ?? 0,
    apostrophe: /^['’]$/.test(raw),
    initial: /^\p{Lu}/u.test(raw),
    shouted: raw.length > 1 && raw === raw.toUpperCase(),
    beginsName: BEGINS_NAME.test(raw),
    afresh: AFRESH.test(raw),
  };
}

function shapeOf(raw: string, word: string): [shape?: Shape, as?: string | undefined] {
  if (!/[\p{L}\p{N}]/u.test(raw)) return ['mark', MARKS[raw]];
  if (/^(?:'|n't$)/.test(word)) return ['clitic'];
  if (!/\p{L}/u.test(raw)) return ['number', NUMBER];
  if (!/[\p{Lu}@#]/u.test(raw) || word === 'i') return [/\p{N}/u.test(raw) ? 'mixed' : 'lower'];
  return PLAIN.test(word) ? ['lower'] : [];
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
