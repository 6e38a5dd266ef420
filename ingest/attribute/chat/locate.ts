import type { Span } from '../../../src/claim.ts';
import { type Folded, fold, unfold } from '../../../src/text.ts';

/** A text in which words can be found again. */
export interface Haystack {
  text: string;
  folded: Folded;
}

/** Prepares a text for {@link locate}. */
export function haystack(text: string): Haystack {
  return { text, folded: fold(text) };
}

/** Places of one phrase that are looked at; more say nothing about which was meant. */
const MOST_PLACES = 50;

/**
 * Every place where the words stand in the text as whole words, in order: letter for letter, or where there is none,
 * but for what printing adds (the glyphs of quotation marks, white space, case; see `fold`).
 */
export function locate({ text, folded }: Haystack, words: string): Span[] {
  const exact = placesOf(text, words.trim());
  if (exact.length > 0) return exact;
  return placesOf(folded.text, fold(words).text).map(({ start, end }) => unfold(folded, start, end));
}

function placesOf(text: string, words: string): Span[] {
  const places: Span[] = [];
  if (words === '') return places;
  for (let at = text.indexOf(words); at >= 0 && places.length < MOST_PLACES; at = text.indexOf(words, at + 1)) {
    const end = at + words.length;
    if (!isInsideWord(text, at) && !isInsideWord(text, end)) places.push({ start: at, end });
  }
  return places;
}

/** Chinese and Japanese do not part their words. */
const LETTER = /(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{N}\p{M}]/u;

function isInsideWord(text: string, at: number): boolean {
  const before = /.$/su.exec(text.slice(Math.max(0, at - 2), at))?.[0] ?? '';
  const after = String.fromCodePoint(text.codePointAt(at) ?? 0x20);
  return LETTER.test(before) && LETTER.test(after);
}
