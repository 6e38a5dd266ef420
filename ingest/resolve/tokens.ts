import type { Span } from '../../src/claim.ts';
import { normaliseName, remembered } from '../../src/text.ts';

/** A word of a text, hyphenated words in parts, each Chinese character by itself, `U.S.` in one piece. */
export interface Token extends Span {
  /** Lower case, without accents, dots and possessive. */
  key: string;
  /** The word as written, without dots of an acronym and without possessive. */
  word: string;
  capital: boolean;
  /** Two letters or more, all of them capitals. */
  capitals: boolean;
  possessive: boolean;
  /** What stands between the token before and this one. */
  gap: string;
}

/** The words of `text` from `start` to `end`, with offsets into `text`. */
export function tokenise(text: string, start = 0, end = text.length): Token[] {
  const tokens: Token[] = [];
  let last = start;
  for (const { 0: raw, index } of text.slice(start, end).matchAll(TOKEN)) {
    const at = start + index;
    const to = at + raw.length;
    const { key, word, capital, capitals } = formOf(raw);
    const possessive = isPossessive(text, at, to) || isPluralPossessive(text, to);
    tokens.push({ start: at, end: to, key, word, capital, capitals, possessive, gap: text.slice(last, at) });
    last = to;
  }
  return tokens;
}

/** True where nothing but a space, a hyphen or the dot of an initial parts this token from `before`. */
export function isClose(token: Token, before: Token | undefined): boolean {
  if (!before || before.possessive) return false;
  if (/^[^\S\n]*\n?[^\S\n]*$|^[-‐‑]$/u.test(token.gap)) return true;
  return /^\.\s?$/u.test(token.gap) && (/^\p{Lu}$/u.test(before.word) || ABBREVIATED.has(before.key));
}

const TOKEN =
  /\p{Script=Han}|(?:\p{L}\.){2,}(?:\p{L}(?![\p{L}\p{N}]))?|\p{L}\.\p{L}(?![\p{L}\p{N}])|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+(?:[&'’](?:(?!\p{Script=Han})[\p{L}\p{N}])+)*/gu;
const POSSESSIVE = /^[\p{L}\p{M}\p{N}.&]+['’]s(?![\p{L}\p{N}])/iu;
const ABBREVIATED = new Set('mr mrs ms dr sen rep gov gen prof st jr sr col lt maj hon'.split(' '));

/** What a word is wherever it stands. */
const formOf = remembered((raw) => {
  const word = /^(?:\p{L}\.)+\p{L}?$/u.test(raw) ? raw.replaceAll('.', '') : raw.replace(/['’]s$/iu, '');
  return {
    word,
    key: normaliseName(word),
    capital: /^[\p{Lu}\p{N}\p{Script=Han}]/u.test(word),
    capitals: /^[\p{Lu}\p{N}]*\p{Lu}[\p{Lu}\p{N}]*$/u.test(word) && word.length > 1,
  };
});

function isPossessive(text: string, start: number, end: number): boolean {
  for (let i = start; i < end + 3 && i < text.length; i++)
    if (isApostrophe(text[i])) return POSSESSIVE.test(text.slice(start, end + 3));
  return false;
}

function isPluralPossessive(text: string, end: number): boolean {
  return isApostrophe(text[end]) && /s/i.test(text[end - 1] ?? '') && /^.(?:s\b|\s|$)/su.test(text.slice(end, end + 2));
}

function isApostrophe(char: string | undefined): boolean {
  return char === "'" || char === '’';
}
