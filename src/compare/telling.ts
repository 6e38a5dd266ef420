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
 * A function that says how much two of some wordings share, by their places in the list. What most claims of a comparison
 * speak of ("data", "network") tells little of whether two of them are on one question (Spärck Jones 1972).
 */
export function weighShared(wordings: readonly Pick<Wording, 'stems' | 'names'>[]): (i: number, j: number) => Shared {
  const size = wordings.length;
  const holders = new Map<string, number[]>();
  wordings.forEach(({ stems, names }, i) => {
    for (const item of [...stems, ...names]) {
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
