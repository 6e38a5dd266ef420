import { contrariesOf } from '../antonyms.ts';
import type { Wording } from './wording.ts';

/** What any two of some claims have in common, by their places in the list; the order of the two is all one. */
export interface Common {
  /** Stems that both have. */
  stems(i: number, j: number): number;
  /** Of these, how many only one of the two denies. */
  turned(i: number, j: number): number;
  /** Names that both have. */
  names(i: number, j: number): number;
  /** Whether one has a word that is contrary to one of the other's, and neither has both. */
  isContrary(i: number, j: number): boolean;
}

/**
 * Counts what every two claims have in common, word by word: most pairs have nothing, and are never looked at. Memory grows with
 * the square of the number of claims.
 */
export function countCommon(wordings: readonly Wording[]): Common {
  const size = wordings.length;
  const [stems, turned, names] = [counts(size), counts(size), counts(size)];
  const holders = holdersOf(wordings.map((wording) => wording.stems));
  for (const [stem, list] of holders) {
    const denies = list.map((i) => wordings[i]!.denied.has(stem));
    eachPair(list, size, (place, one, other) => {
      stems[place]!++;
      if (denies[one] !== denies[other]) turned[place]!++;
    });
  }
  for (const list of holdersOf(wordings.map((wording) => wording.names.keys())).values())
    eachPair(list, size, (place) => {
      names[place]!++;
    });
  const contrary = findContraries(wordings, holders);
  const placeOf = (i: number, j: number) => Math.min(i, j) * size + Math.max(i, j);
  return {
    stems: (i, j) => stems[placeOf(i, j)]!,
    turned: (i, j) => turned[placeOf(i, j)]!,
    names: (i, j) => names[placeOf(i, j)]!,
    isContrary: (i, j) => contrary[placeOf(i, j)] === 1,
  };
}

/** The places of those that have each thing, ascending. */
export function holdersOf<T>(lists: readonly Iterable<T>[]): Map<T, number[]> {
  const holders = new Map<T, number[]>();
  lists.forEach((things, i) => {
    for (const thing of things) {
      const list = holders.get(thing);
      if (!list) holders.set(thing, [i]);
      else if (list.at(-1) !== i) list.push(i);
    }
  });
  return holders;
}

function findContraries(wordings: readonly Wording[], holders: ReadonlyMap<string, readonly number[]>): Uint8Array {
  const size = wordings.length;
  const found = new Uint8Array(size * size);
  for (const [one, list] of holders)
    for (const other of contrariesOf(one))
      for (const j of holders.get(other) ?? []) {
        if (wordings[j]!.stems.has(one)) continue;
        for (const i of list) if (!wordings[i]!.stems.has(other)) found[Math.min(i, j) * size + Math.max(i, j)] = 1;
      }
  return found;
}

/** Calls with every two of ascending places, and where they stand in the list of those that have something. */
function eachPair(
  list: readonly number[],
  size: number,
  call: (place: number, one: number, other: number) => void,
): void {
  for (let one = 0; one < list.length; one++)
    for (let other = one + 1; other < list.length; other++) call(list[one]! * size + list[other]!, one, other);
}

/** For every two of so many claims. */
function counts(size: number): Uint16Array {
  return new Uint16Array(size * size);
}
