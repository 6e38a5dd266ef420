import { isContent, type Reading } from './atoms.ts';
import { FEWEST_CONTENT, mostRecognisable } from './recognise.ts';
import { otherSpellings } from './spelling.ts';

/**
 * Tells of a bare text which share of the quotation's different words with meaning does not stand there; undefined where so many
 * words are missing, or stand in another order, that no alignment could show the quotation.
 */
export type Look = (text: string, damaged: boolean) => number | undefined;

/**
 * Looks for a quotation's words without reading and aligning the text, which would take a hundred times as long. Words that
 * are not plain English letters count as standing there.
 */
export function lookFor({ atoms }: Reading): Look {
  const words = [...new Set(atoms.map((atom) => atom.key))].filter((key) => /^[a-z]+$/.test(key));
  const spellings = words.map((word) => [word, ...otherSpellings(word)]);
  const numbers = new Map(words.map((word, i) => [word, i]));
  const wordOf = Array.from(atoms, ({ key }) => numbers.get(key) ?? -1);
  const content = new Set(atoms.filter(isContent).map((atom) => atom.key));
  const mayBeRecognised = mostRecognisable(atoms);
  const inOrder = commonInOrder(wordOf.filter((word) => word >= 0).map((word) => spellings[word]!));
  const others = wordOf.filter((word) => word < 0).length;
  return (text, damaged) => {
    const lower = text.toLowerCase();
    const stand = (found: boolean[]) => wordOf.map((word) => word < 0 || found[word]!);
    // As part of a word is quicker to tell than as a whole one.
    const within = spellings.map((forms) => forms.some((form) => lower.includes(form)));
    if (!isHiding(text)) {
      if (!mayBeRecognised(damaged, stand(within))) return undefined;
      const whole = lower.split(/[^a-z]+/);
      const known = new Set(whole);
      const found = spellings.map((forms) => forms.some((form) => known.has(form)));
      if (!mayBeRecognised(damaged, stand(found), inOrder(whole) + others)) return undefined;
    }
    if (content.size < FEWEST_CONTENT) return 0;
    return words.filter((word, i) => !within[i] && content.has(word)).length / content.size;
  };
}

/**
 * A function that tells how many of some words, each in any of its spellings, stand in a text in their order at most: the length
 * of the longest common subsequence, by the bits of one number (Hyyrö 2004). Of more words than that has bits, all may.
 */
function commonInOrder(words: readonly string[][]): (text: readonly string[]) => number {
  if (words.length > MOST_BITS) return () => words.length;
  const places = new Map<string, number>();
  words.forEach((forms, i) => {
    for (const form of forms) places.set(form, (places.get(form) ?? 0) | (1 << i));
  });
  return (text) => {
    let unmatched = -1;
    for (const word of text) {
      const here = places.get(word);
      if (here === undefined) continue;
      const matched = unmatched & here;
      unmatched = (unmatched + matched) | (unmatched - matched);
    }
    let common = 0;
    for (let i = 0; i < words.length; i++) if (((unmatched >>> i) & 1) === 0) common++;
    return common;
  };
}
const MOST_BITS = 32;

/** Whether words may stand there in a form that only folding shows: ligatures, broken at a line end, "[t]he", "U.S." */
function isHiding(text: string): boolean {
  return /[^\x01-\x7f‘’“”–—…•·\xa0]|-[ \t]*\r?\n|\[[A-Za-z]\]|[A-Za-z]\.[A-Za-z]/.test(text);
}
