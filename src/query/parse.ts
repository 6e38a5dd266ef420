import type { Span } from '../claim.ts';

/**
 * The query language, and nothing of what it means:
 *
 *     query  = { space | part }
 *     part   = phrase | "-" phrase | "-" word | field ":" value { "," value } | word
 *     phrase = an opening quotation mark, any characters, the mark that closes it
 *     value  = phrase | characters without spaces, commas and quotation marks
 *
 * Whatever is no part of this grammar is a word: an unknown field, a mark without its partner, a sign without a word.
 * Every text is a query.
 */

/** The fields that a query may name, with one value or several: `bloc:us,china`. */
export const FIELDS = [
  'speaker',
  'topic',
  'bloc',
  'capacity',
  'document',
  'manner',
  'polarity',
  'stance',
  'before',
  'after',
] as const;
export type Field = (typeof FIELDS)[number];

/** What must stand in a claim (`phrase`), must not (`without`, words in order), narrows it (`field`), or is looked for. */
export type Meaning =
  | { kind: 'word'; text: string }
  | { kind: 'phrase'; text: string }
  | { kind: 'without'; text: string }
  | { kind: 'field'; field: Field; values: string[] };

/** A part of a query with its place there, half-open, in UTF-16 code units. */
export type Part = Meaning & Span;

/** The parts of a query, in order. Never throws. */
export function parseQuery(query: string): Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < query.length; ) {
    const found =
      findPhrase(query, at, 'phrase') ?? findWithout(query, at) ?? findField(query, at) ?? findWord(query, at);
    if (found) parts.push(found);
    at = found?.end ?? at + 1;
  }
  return parts;
}

/** A query that has these parts, in order: `parseQuery` gives the same again, but for their places. */
export function printQuery(parts: readonly Meaning[]): string {
  return parts.map(printPart).join(' ');
}

/** The query without one of its parts. */
export function withoutPart(query: string, { start, end }: Span): string {
  return `${query.slice(0, start).trimEnd()} ${query.slice(end).trimStart()}`.trim();
}

/** Quotation marks that open, and what closes them. Single ones are not among them: they are apostrophes too. */
const PAIRS: Record<string, string> = {
  '"': '"＂',
  '＂': '＂"',
  '“': '”',
  '„': '“”',
  '«': '»',
  '»': '«',
  '「': '」',
  '『': '』',
  '〝': '〞〟',
};
const MARKS = '"＂“”„«»「」『』〝〞〟';
const WORD = new RegExp(`[^\\s${MARKS}]+`, 'uy');
const BARE_VALUE = new RegExp(`[^\\s,${MARKS}]+`, 'uy');
const FIELD = new RegExp(`(${FIELDS.join('|')})[:：]`, 'iuy');
const SIGN = /[-−－](?=[\p{L}\p{N}])/uy;
/** In characters: a mark that is closed later than this is no phrase, so that a thousand open ones cost little. */
const LONGEST_PHRASE = 1000;
const LETTER = /[\p{L}\p{N}]/u;
/** Scripts that set no spaces, so that a straight mark after a letter may open. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{P}\p{S}\s]$/u;

function findPhrase<K extends 'phrase' | 'without'>(
  query: string,
  at: number,
  kind: K,
): ({ kind: K; text: string } & Span) | undefined {
  const closing = PAIRS[query[at] ?? ''];
  // After a letter or digit a straight mark closes nothing and opens nothing: it stands for inches.
  if (closing === undefined || (query[at] === '"' && at > 0 && !UNSPACED.test(query.slice(Math.max(0, at - 2), at))))
    return undefined;
  for (let end = at + 1; end < Math.min(query.length, at + LONGEST_PHRASE); end++)
    if (closing.includes(query[end]!)) {
      const text = query.slice(at + 1, end).trim();
      return LETTER.test(text) ? { kind, text, start: at, end: end + 1 } : undefined;
    }
  return undefined;
}

function findWithout(query: string, at: number): Part | undefined {
  // A hyphen inside a word never comes here; after a closing mark it joins, and excludes nothing.
  if (!'-−－'.includes(query[at]!) || (at > 0 && !/\s/u.test(query[at - 1]!))) return undefined;
  const phrase = findPhrase(query, at + 1, 'without');
  if (phrase) return { ...phrase, start: at };
  if (!matchAt(SIGN, query, at) || matchAt(FIELD, query, at + 1)) return undefined;
  const word = matchAt(WORD, query, at + 1)!;
  return { kind: 'without', text: word[0], start: at, end: at + 1 + word[0].length };
}

function findField(query: string, at: number): Part | undefined {
  const name = matchAt(FIELD, query, at);
  if (!name) return undefined;
  const values: string[] = [];
  let end = at + name[0].length;
  for (;;) {
    const value = findValue(query, end);
    if (!value) break;
    values.push(value.text);
    end = value.end;
    if (query[end] !== ',' || !findValue(query, end + 1)) break;
    end++;
  }
  return values.length > 0
    ? { kind: 'field', field: name[1]!.toLowerCase() as Field, values, start: at, end }
    : undefined;
}

function findValue(query: string, at: number): { text: string; end: number } | undefined {
  const phrase = findPhrase(query, at, 'phrase');
  if (phrase) return phrase;
  const bare = matchAt(BARE_VALUE, query, at);
  return bare && LETTER.test(bare[0]) ? { text: bare[0], end: at + bare[0].length } : undefined;
}

/** A run without spaces and marks. Signs before it that exclude nothing are not part of it, unless they keep it from being a field. */
function findWord(query: string, at: number): Part | undefined {
  const run = matchAt(WORD, query, at);
  if (!run) return undefined;
  const bare = run[0].replace(/^[-−－]+/u, '');
  const text = bare !== run[0] && matchAt(FIELD, bare, 0) ? `-${bare}` : bare;
  return text === '' ? undefined : { kind: 'word', text, start: at, end: at + run[0].length };
}

function matchAt(pattern: RegExp, query: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(query);
}

function printPart(part: Meaning): string {
  if (part.kind === 'word') return part.text;
  if (part.kind === 'phrase') return quote(part.text);
  if (part.kind === 'without') return `-${isBare(part.text) ? part.text : quote(part.text)}`;
  return `${part.field}:${part.values.map((value) => (isBare(value) ? value : quote(value))).join(',')}`;
}

function isBare(text: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{N}\p{M}._-]*$/u.test(text);
}

/** Between the first marks whose closing ones the text does not hold; those it was read from are some. */
function quote(text: string): string {
  const [open = '"', closing = '"'] =
    Object.entries(PAIRS).find(([, marks]) => ![...marks].some((mark) => text.includes(mark))) ?? [];
  return `${open}${text}${closing[0]}`;
}
