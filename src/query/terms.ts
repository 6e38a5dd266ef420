import type { Span } from '../claim.ts';
import { isStopWord, quoteTerm } from '../text.ts';

/** A word of a text as the keyword index takes it, before stemming; of a run of Chinese two characters each. */
export interface Token extends Span {
  text: string;
}

/** A word that is looked for. */
export interface Term {
  /** As the index has it. */
  stem: string;
  typed: string;
  /** What finds it in FTS5. */
  match: string;
  /** A Chinese character by itself is found wherever it begins two. */
  open: boolean;
}

/** A function from words to the forms under which the index has them, in order. */
export type Stems = (words: readonly string[]) => string[];

/** The words of a text in order. */
export function tokensOf(text: string): Token[] {
  if (PLAIN.test(text) && !DOTTED.test(text)) return plainTokens(text);
  return [...text.matchAll(TOKEN)].flatMap((match) => {
    const [run] = match;
    const token = { text: run.replaceAll('.', '').toLowerCase(), start: match.index, end: match.index + run.length };
    return CJK.test(run) && run.length > 1 ? pairs(run, match.index) : [token];
  });
}

/** The words of a text of ASCII letters alone, most claims are such: its pattern is five times as quick as that of all scripts. */
function plainTokens(text: string): Token[] {
  const lower = text.toLowerCase();
  const tokens: Token[] = [];
  for (let start = 0; start < lower.length; start++) {
    if (!isPlainLetter(lower.charCodeAt(start))) continue;
    let end = start + 1;
    while (end < lower.length && isPlainLetter(lower.charCodeAt(end))) end++;
    tokens.push({ text: lower.slice(start, end), start, end });
    start = end;
  }
  return tokens;
}

function isPlainLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}

/** What to look for: the distinct words of a text, without stop words where others remain. */
export function termsOf(text: string, stems: Stems): Term[] {
  const tokens = tokensOf(text).map((token) => token.text);
  const content = tokens.filter((token) => !isStopWord(token));
  const typed = [...new Set(content.length > 0 ? content : tokens)];
  const found = new Map<string, Term>();
  stems(typed).forEach((stem, i) => {
    const word = typed[i] as string;
    const open = CJK.test(word) && [...word].length === 1;
    if (!found.has(stem)) found.set(stem, { stem, typed: word, match: `${quoteTerm(word)}${open ? '*' : ''}`, open });
  });
  return [...found.values()];
}

/** True where a stem is one that a term looks for. */
export function isFound(term: Term, stem: string): boolean {
  return term.open ? stem.startsWith(term.stem) : stem === term.stem;
}

/** A pasted text as words: without web addresses, which are nobody's words, and with `#CleanNetwork` as `Clean Network`. */
export function withoutLinks(text: string): string {
  return text
    .replace(ADDRESS, ' ')
    .replace(/[#@＃＠](\p{L}[\p{L}\p{N}_]*)/gu, (_, tag: string) =>
      tag.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replaceAll('_', ' '),
    );
}

const CJK_CLASS = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー々〆';
const CJK = new RegExp(`[${CJK_CLASS}]`, 'u');
const LETTER = `(?![${CJK_CLASS}])[\\p{L}\\p{N}\\p{M}]`;
/** An acronym with dots, a run of Chinese or Japanese, or letters and digits. */
const TOKEN = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:\\p{L}\\.){2,}(?:\\p{L}(?![\\p{L}\\p{N}]))?|(?<![\\p{L}\\p{N}])\\p{L}\\.\\p{L}(?![\\p{L}\\p{N}])|[${CJK_CLASS}]+|(?:${LETTER})+`,
  'gu',
);
/** ASCII, and marks that are no letters; an acronym's dots are read by the pattern of all scripts. */
const PLAIN = /^[\n\r\t -~‘’“”–—…]*$/;
const DOTTED = /(?<![a-z\d])[a-z]\.[a-z]/i;
/** With its scheme, or as it is cut short in messages: `example.org/a1b2`. */
const ADDRESS = /(?:https?:\/\/|www\.)\S+|(?<![\p{L}\p{N}.@-])[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,}\/\S*/giu;

function pairs(run: string, start: number): Token[] {
  const tokens: Token[] = [];
  let at = start;
  const chars = [...run];
  for (let i = 0; i + 1 < chars.length; i++) {
    const text = `${chars[i]}${chars[i + 1]}`;
    tokens.push({ text, start: at, end: at + text.length });
    at += chars[i]!.length;
  }
  return tokens;
}
