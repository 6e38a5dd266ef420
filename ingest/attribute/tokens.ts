import type { Block, Sentence, Span } from '../../src/claim.ts';
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
  const spans = quotations.flatMap((quotation, index) => quotation.spans.map((span) => ({ ...span, index })));
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
      tokens.push({ start, end, ...shape(match[0], start, end, inside), quotation: inside?.index ?? -1 });
    }
    lines.push({ ...sentence, first, last: tokens.length });
  }
  return { text, blocks, quotations, tokens, lines };
}

/** The span from one token up to (not with) another; undefined where there is none. */
export function spanOf(tokens: Token[], from: number, to: number): Span | undefined {
  return to > from ? { start: tokens[from]!.start, end: tokens[to - 1]!.end } : undefined;
}

const TOKEN =
  /(?:\p{L}\.){2,}|[\p{L}\p{N}@#$%&]+(?:[’'.\-/–][\p{L}\p{N}]+)*(?:(?<=\b(?:Mrs?|Ms|Dr|Sen|Rep|Gov|Gen|Sgt|St|Jr|Sr|Prof|Corp|Inc|Co|Ltd|\p{Lu}))\.)?|''|``|[^\s\p{L}\p{N}*_$]/gu;

function shape(
  raw: string,
  start: number,
  end: number,
  inside: Span | undefined,
): Pick<Token, 'word' | 'kind' | 'capital'> {
  if (/[\p{L}\p{N}]/u.test(raw)) {
    return { word: raw.toLowerCase().replaceAll('’', "'"), kind: 'word', capital: /^[\p{Lu}\p{N}@$#]/u.test(raw) };
  }
  if (raw === ',' || raw === '，') return { word: ',', kind: 'comma', capital: false };
  if (/^[.!?;:。！？；：…]$/.test(raw)) return { word: raw, kind: 'stop', capital: false };
  if (inside && start === inside.start && /^["“„«‘'「『`]/.test(raw))
    return { word: raw, kind: 'open', capital: false };
  if (inside && end === inside.end && /["”“»’'」』]$/.test(raw)) return { word: raw, kind: 'close', capital: false };
  return { word: raw, kind: 'mark', capital: false };
}
