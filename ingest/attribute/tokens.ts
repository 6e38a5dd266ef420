import type { Block, Sentence, Span } from '../../src/claim.ts';
import { remembered } from '../../src/text.ts';
import type { Quotation } from './quotations.ts';

export interface Token extends Span {
  /** Lower-cased, with straight apostrophes. */
  word: string;
  kind: 'word' | 'comma' | 'stop' | 'open' | 'close' | 'mark';
  /** Begins with a capital letter or is a number. */
  capital: boolean;
  /** Index of the outermost quotation in which it stands, marks included; -1 outside. */
  quotation: number;
}

/** Tokens `[from, to)` of a noun phrase. */
export interface Phrase {
  from: number;
  to: number;
}

/** A sentence as its tokens `[first, last)`. */
export interface Line extends Sentence {
  first: number;
  last: number;
}

export interface View {
  text: string;
  blocks: Block[];
  quotations: Quotation[];
  tokens: Token[];
  lines: Line[];
}

/** Words and marks of a document with their sentences and quotations. Emphasis marks of Markdown are passed over. */
export function view(
  document: { text: string; blocks: Block[]; sentences: Sentence[] },
  quotations: Quotation[],
): View {
  const { text, blocks, sentences } = document;
  const spans = quotations.flatMap((quotation, index) =>
    quotation.spans.map(({ start, end }) => ({ start, end, index })),
  );
  const tokens: Token[] = [];
  const lines: Line[] = [];
  let at = 0;
  for (const sentence of sentences) {
    const first = tokens.length;
    for (const match of text.slice(sentence.start, sentence.end).matchAll(TOKEN)) {
      const start = sentence.start + match.index;
      while (at < spans.length && spans[at]!.end <= start) at++;
      const inside = at < spans.length && spans[at]!.start <= start ? spans[at]! : undefined;
      const end = start + match[0].length;
      const { word, kind, capital } = shape(match[0], start, end, inside);
      tokens.push({ start, end, word, kind, capital, quotation: inside?.index ?? -1 });
    }
    lines.push({ first, last: tokens.length, ...sentence });
  }
  return { text, blocks, quotations, tokens, lines };
}

/** The span from one token up to (not with) another; undefined where there is none. */
export function spanOf(tokens: Token[], from: number, to: number): Span | undefined {
  return to > from ? { start: tokens[from]!.start, end: tokens[to - 1]!.end } : undefined;
}

const TOKEN =
  /(?:\p{L}\.){2,}|[\p{L}\p{N}@#$%&]+(?:[’'.\-/–][\p{L}\p{N}]+)*(?:(?<=\b(?:Mrs?|Ms|Dr|Sen|Rep|Gov|Gen|Sgt|St|Jr|Sr|Prof|Corp|Inc|Co|Ltd|\p{Lu}))\.)?|''|``|[^\s\p{L}\p{N}*_$]/gu;

/** `inside` is the quotation in which it stands. */
function shape(
  raw: string,
  start: number,
  end: number,
  inside: Span | undefined,
): Pick<Token, 'word' | 'kind' | 'capital'> {
  const { form, opens, closes } = formOf(raw);
  if (opens && inside?.start === start) return { ...form, kind: 'open' };
  if (closes && inside?.end === end) return { ...form, kind: 'close' };
  return form;
}

/** What a word or mark is wherever it stands, and whether it may open or close a quotation. */
const formOf = remembered(
  (raw): { form: Pick<Token, 'word' | 'kind' | 'capital'>; opens: boolean; closes: boolean } => {
    const isMark = !/[\p{L}\p{N}]/u.test(raw);
    if (!isMark) {
      const word = raw.toLowerCase().replaceAll('’', "'");
      return { form: { word, kind: 'word', capital: /^[\p{Lu}\p{N}@$#]/u.test(raw) }, opens: false, closes: false };
    }
    const as = (kind: Token['kind'], word = raw) => ({ word, kind, capital: false });
    if (raw === ',' || raw === '，') return { form: as('comma', ','), opens: false, closes: false };
    if (/^[.!?;:。！？；：…]$/.test(raw)) return { form: as('stop'), opens: false, closes: false };
    return { form: as('mark'), opens: /^["“„«‘'「『`]/.test(raw), closes: /["”“»’'」』]$/.test(raw) };
  },
);

/** “...,” noted one of them: a comma inside the marks, and words behind them, say who speaks, whether they are understood or not. */
export function isToldOn({ tokens }: View, { first, last }: Line): boolean {
  const { kind, quotation } = tokens[first]!;
  if (kind !== 'open') return false;
  let end = first;
  while (end < last && tokens[end]!.quotation === quotation) end++;
  return tokens[end - 2]?.kind === 'comma' && end < last && tokens[end]!.kind === 'word';
}

/** The first of ordered spans that ends after an offset. */
export class Finder<T extends Span> {
  private readonly spans: T[];

  constructor(spans: T[]) {
    this.spans = spans;
  }

  index(offset: number): number {
    let low = 0;
    let high = this.spans.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.spans[middle]!.end > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  at(offset: number): T | undefined {
    return this.spans[this.index(offset)];
  }
}
