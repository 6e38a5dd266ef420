import { stem } from '../stem.ts';
import { holdersOf } from './common.ts';
import type { Wording } from './wording.ts';

/** How much of what two claims speak of is the same, each word weighed by how few of the claims beside them have it. */
export interface Shared {
  /** Of what both together say, 0 to 1. */
  jaccard: number;
  /** Of what the one that says less says, 0 to 1. */
  contained: number;
  /** Stems and names that both have. */
  count: number;
}

/**
 * Claims beside which a word is taken to be rare, however few are compared: of two claims alone, what both have would
 * otherwise tell nothing.
 */
const SMOOTHING = 50;

/**
 * Words that any sentence may have, whatever it is about: light and aspectual verbs, verbs of saying and thinking, shell nouns
 * (Schmid, English Abstract Nouns as Conceptual Shells, 2000), and adverbs of place, time and manner.
 */
const LIGHT = new Set(
  `become get go come make take give put keep let bring turn seem look seek try want need wish hope mean use find show see
  know think believe say tell speak talk call name ask argue claim state note report describe explain add mention refer
  warn happen occur begin start continue stop remain stay hold move work act do help lead follow concern involve include
  according part side way thing matter case point fact reason kind sort form type number amount level degree position step
  approach aim goal purpose effort role place time day week month year end beginning question issue problem answer
  together everywhere anywhere long short often always never again already still soon now here there far near close
  towards own new old good great big large small many several various certain sure clear able possible necessary important
  essential major main whole full whether among also however alone thing although`
    .split(/\s+/)
    .map(stem),
);

/** Rare words of a claim that says little. */
const FEWEST = 3;

/** True for the stem of a word that any sentence may have. */
export function isLight(stem: string): boolean {
  return LIGHT.has(stem);
}

/** What of some wordings tells something: for each stem and name that is not light, how much, and who has it. */
export type Telling = ReadonlyMap<string, { weight: number; holders: readonly number[] }>;

/**
 * Weighs the stems and names of all wordings by how few of them have each: what most claims of a comparison speak of ("data",
 * "network") tells little of whether two of them are on one question (Spärck Jones 1972).
 */
export function weighWords(wordings: readonly Pick<Wording, 'stems' | 'names'>[]): Telling {
  const holders = holdersOf(
    wordings.map(({ stems, names }) => [...stems, ...names.keys()].filter((item) => !LIGHT.has(item))),
  );
  return new Map(
    [...holders].map(([item, list]) => [
      item,
      { weight: Math.log((wordings.length + SMOOTHING) / (1 + list.length)), holders: list },
    ]),
  );
}

/** The weight of a word that two of so many claims have. */
export function rareWeight(size: number): number {
  return Math.log((size + SMOOTHING) / 3);
}

/** How much two of some wordings share, by their places in the list. */
export interface SharedWeights {
  of(i: number, j: number): Shared;
  /** Only how many stems and names both have. */
  count(i: number, j: number): number;
}

/** Weighs what every two of some wordings share, of which there are `size`. */
export function weighShared(telling: Telling, size: number): SharedWeights {
  const [sums, shared, counts] = [new Float64Array(size), new Float64Array(size * size), new Uint16Array(size * size)];
  for (const { weight, holders } of telling.values())
    holders.forEach((one, at) => {
      sums[one]! += weight;
      for (let next = at + 1; next < holders.length; next++) {
        const place = one * size + holders[next]!;
        shared[place]! += weight;
        counts[place]!++;
      }
    });
  // A claim of one or two words is contained in too many.
  const least = FEWEST * rareWeight(size);
  const placeOf = (i: number, j: number) => Math.min(i, j) * size + Math.max(i, j);
  return {
    of(i, j) {
      const both = shared[placeOf(i, j)]!;
      if (both === 0) return { jaccard: 0, contained: 0, count: 0 };
      return {
        jaccard: both / (sums[i]! + sums[j]! - both),
        contained: both / Math.max(Math.min(sums[i]!, sums[j]!), least),
        count: counts[placeOf(i, j)]!,
      };
    },
    count: (i, j) => counts[placeOf(i, j)]!,
  };
}
