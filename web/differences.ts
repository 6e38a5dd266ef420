import { diffWordsWithSpace } from 'diff';
import type { Difference } from '../src/contract.ts';

/** A piece of a text; `differs` where the other text has other words, or none. */
export interface Piece {
  text: string;
  differs: boolean;
}

/** Both texts, cut into the words they share and those in which they differ. */
export interface Alignment {
  document: Piece[];
  quotation: Piece[];
}

/**
 * Finds the places of the differences in both texts: the differences come in text order, and what lies between them is
 * the same in both but for case, white space and punctuation. What was pasted along after the quotation ("– the minister")
 * is no difference. Undefined where the differences do not fit the texts.
 */
export function findAlignment(document: string, quotation: string, differences: Difference[]): Alignment | undefined {
  const there = fold(document);
  const here = fold(quotation);
  const pairs = differences.map(({ expected, found }) => ({ there: fold(expected).word, here: fold(found).word }));
  const places = findPlaces(there, here, pairs, 'whole words') ?? findPlaces(there, here, pairs, 'any characters');
  if (places === undefined) return undefined;
  return {
    document: cut(
      document,
      places.map((place, index) => there.toSpan(place.there, pairs[index]!.there.length)),
    ),
    quotation: cut(
      quotation,
      places.map((place, index) => here.toSpan(place.here, pairs[index]!.here.length)),
    ),
  };
}

/** The pieces of `text`, those that `other` does not have marked as differing. */
export function compareWordings(other: string, text: string): Piece[] {
  return diffWordsWithSpace(other, text)
    .filter((change) => !change.removed)
    .map((change) => ({ text: change.value, differs: Boolean(change.added) && /\S/.test(change.value) }));
}

/** Wordings are the same if their letters and digits are. */
export function foldWording(text: string): string {
  return fold(text).word;
}

interface Folded {
  /** Letters and digits only, in lower case and without accents. */
  word: string;
  /** Positions in `word`, its end included, at which a word of the text begins or ends; in Chinese, all. */
  edges: Set<number>;
  /** The span in the text of a stretch of `word`; empty stretches have none. */
  toSpan(start: number, length: number): [number, number] | undefined;
}

const CHINESE = /\p{Script=Han}/u;

function fold(text: string): Folded {
  let word = '';
  const edges = new Set([0]);
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const point of text) {
    const kept = point
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '');
    if (CHINESE.test(point) || /[^\p{L}\p{N}\p{M}]/u.test(point)) edges.add(word.length);
    word += kept;
    if (CHINESE.test(point)) edges.add(word.length);
    for (let index = 0; index < kept.length; index++) {
      starts.push(at);
      ends.push(at + point.length);
    }
    at += point.length;
  }
  edges.add(word.length);
  const toSpan = (start: number, length: number): [number, number] | undefined =>
    length === 0 ? undefined : [starts[start]!, ends[start + length - 1]!];
  return { word, edges, toSpan };
}

interface Place {
  there: number;
  here: number;
}

/** Steps that the search for the places may take; a few differences need far fewer, and a page must not hang. */
const PATIENCE = 20_000;

/** Tries for each difference in turn the longest common run before it, then shorter ones, until the rest fits too. */
function findPlaces(
  there: Folded,
  here: Folded,
  pairs: { there: string; here: string }[],
  of: 'whole words' | 'any characters',
): Place[] | undefined {
  let patience = PATIENCE;
  const stands = (text: Folded, word: string, at: number) =>
    text.word.startsWith(word, at) &&
    (of === 'any characters' || word === '' || (text.edges.has(at) && text.edges.has(at + word.length)));
  const search = (index: number, from: Place): Place[] | undefined => {
    const pair = pairs[index];
    if (pair === undefined) return here.word.startsWith(there.word.slice(from.there), from.here) ? [] : undefined;
    for (let run = commonRun(there.word, here.word, from); run >= 0 && patience-- > 0; run--) {
      const place = { there: from.there + run, here: from.here + run };
      if (!stands(there, pair.there, place.there) || !stands(here, pair.here, place.here)) continue;
      const next = { there: place.there + pair.there.length, here: place.here + pair.here.length };
      const rest = search(index + 1, next);
      if (rest !== undefined) return [place, ...rest];
    }
    return undefined;
  };
  return search(0, { there: 0, here: 0 });
}

function commonRun(there: string, here: string, from: Place): number {
  let run = 0;
  while (from.there + run < there.length && there[from.there + run] === here[from.here + run]) run++;
  return run;
}

function cut(text: string, spans: ([number, number] | undefined)[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const span of spans) {
    if (span === undefined) continue;
    pieces.push({ text: text.slice(at, span[0]), differs: false }, { text: text.slice(...span), differs: true });
    at = span[1];
  }
  return [...pieces, { text: text.slice(at), differs: false }].filter((piece) => piece.text !== '');
}
