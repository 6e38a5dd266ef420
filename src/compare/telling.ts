import { stem } from './stem.ts';
import type { Wording } from './wording.ts';

/** How much of what two claims speak of is the same, each word weighed by how few of the claims beside them have it. */
export interface Shared {
  /** Of what both together say, 0 to 1. */
  jaccard: number;
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

/** True for the stem of a word that any sentence may have. */
export function isLight(stem: string): boolean {
  return LIGHT.has(stem);
}

/**
 * A function that says how much two of some wordings share, by their places in the list. What most claims of a comparison
 * speak of ("data", "network") tells little of whether two of them are on one question (Spärck Jones 1972).
 */
export function weighShared(wordings: readonly Pick<Wording, 'stems' | 'names'>[]): (i: number, j: number) => Shared {
  const size = wordings.length;
  const holders = new Map<string, number[]>();
  wordings.forEach(({ stems, names }, i) => {
    for (const item of [...stems, ...names]) {
      if (LIGHT.has(item)) continue;
      const list = holders.get(item);
      if (list) list.push(i);
      else holders.set(item, [i]);
    }
  });
  const [sums, shared, counts] = [new Float64Array(size), new Float64Array(size * size), new Uint16Array(size * size)];
  for (const list of holders.values()) {
    const weight = Math.log((size + SMOOTHING) / (1 + list.length));
    list.forEach((one, at) => {
      sums[one]! += weight;
      for (let next = at + 1; next < list.length; next++) {
        const place = one * size + list[next]!;
        shared[place]! += weight;
        counts[place]!++;
      }
    });
  }
  return (i, j) => {
    const place = Math.min(i, j) * size + Math.max(i, j);
    const both = shared[place]!;
    return { jaccard: both === 0 ? 0 : both / (sums[i]! + sums[j]! - both), count: counts[place]! };
  };
}
