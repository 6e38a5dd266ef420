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
  const inOrder = commonInOrder(wordOf.filter((word) => word >= 0));
  const others = wordOf.filter((word) => word < 0).length;
  const wordsOf = new Map<string, number[]>();
  spellings.forEach((forms, i) => {
    for (const form of forms) wordsOf.set(form, [...(wordsOf.get(form) ?? []), i]);
  });
  // One search for all words takes a third of the time of cutting the text into words, or of a search for each.
  const pattern = new RegExp(`(?<![a-z])(?:${[...wordsOf.keys()].join('|') || NOTHING})(?![a-z])`, 'g');
  return (text, damaged) => {
    const lower = text.toLowerCase();
    const sequence = (lower.match(pattern) ?? []).flatMap((word) => wordsOf.get(word)!);
    const found = new Set(sequence);
    const stands = wordOf.map((word) => word < 0 || found.has(word));
    if (!mayBeRecognised(damaged, stands, inOrder(sequence) + others) && !isHiding(text)) return undefined;
    if (content.size < FEWEST_CONTENT) return 0;
    // As part of a word too, which may be one that is broken or joined.
    const isMissing = (i: number) => !found.has(i) && !spellings[i]!.some((form) => lower.includes(form));
    return words.filter((word, i) => content.has(word) && isMissing(i)).length / content.size;
  };
}

/**
 * A function that tells how many of some words stand in a text in their order at most: the length of the longest common
 * subsequence, by the bits of one number (Hyyrö 2004). Of more words than that has bits, all may. Words are given by numbers;
 * what may be one of several words stands there as all of them.
 */
function commonInOrder(words: readonly number[]): (text: readonly number[]) => number {
  if (words.length > MOST_BITS) return () => words.length;
  const places = new Int32Array(1 + Math.max(-1, ...words));
  words.forEach((word, i) => {
    places[word]! |= 1 << i;
  });
  return (text) => {
    let unmatched = -1;
    for (const word of text) {
      const matched = unmatched & places[word]!;
      unmatched = (unmatched + matched) | (unmatched - matched);
    }
    let common = 0;
    for (let i = 0; i < words.length; i++) if (((unmatched >>> i) & 1) === 0) common++;
    return common;
  };
}
const MOST_BITS = 32;
/** A pattern that stands nowhere. */
const NOTHING = '(?!)';

/** Whether words may stand there in a form that only folding shows: ligatures, broken at a line end, "[t]he", "U.S." */
function isHiding(text: string): boolean {
  return /[^\x01-\x7f‘’“”–—…•·\xa0]|-[ \t]*\r?\n|\[[A-Za-z]\]|[A-Za-z]\.[A-Za-z]/.test(text);
}
