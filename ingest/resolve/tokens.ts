import type { Span } from '../../src/claim.ts';
import { normaliseName } from '../../src/text.ts';

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
  for (const match of text.slice(start, end).matchAll(TOKEN)) {
    const raw = match[0];
    const at = start + match.index;
    const possessive =
      POSSESSIVE.test(text.slice(at, at + raw.length + 3)) || isPluralPossessive(text, at + raw.length);
    const word = /^(?:\p{L}\.)+\p{L}?$/u.test(raw) ? raw.replaceAll('.', '') : raw.replace(/['’]s$/iu, '');
    tokens.push({
      start: at,
      end: at + raw.length,
      key: keyOf(word),
      word,
      capital: /^[\p{Lu}\p{N}\p{Script=Han}]/u.test(word),
      capitals: /^[\p{Lu}\p{N}]*\p{Lu}[\p{Lu}\p{N}]*$/u.test(word) && word.length > 1,
      possessive,
      gap: text.slice(last, at),
    });
    last = at + raw.length;
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

const keys = new Map<string, string>();

/** {@link normaliseName} of a single word, remembered: a document repeats its words. */
function keyOf(word: string): string {
  let key = keys.get(word);
  if (key === undefined) {
    key = normaliseName(word);
    if (keys.size > REMEMBERED) keys.clear();
    keys.set(word, key);
  }
  return key;
}

const REMEMBERED = 50_000;

function isPluralPossessive(text: string, end: number): boolean {
  return /s/i.test(text[end - 1] ?? '') && /^['’](?:s\b|\s|$)/u.test(text.slice(end, end + 2));
}
