import { GROUP, Products, roomFor } from '../products.ts';
import { rareWeight, type Shared, type Telling, weighShared, weighWords } from './telling.ts';
import type { Wording } from './wording.ts';
import { loadWords } from './words.ts';

/** How near two claims are, beside all those that are compared with them. */
export interface Nearness {
  /** Of their vectors. */
  cosine: number;
  shared: Shared;
  alike: Alike;
}

/** How much of what two claims say the other says too, in the same words or in like ones ("vendor", "supplier"), 0 to 1. */
export interface Alike {
  /** Of both together. */
  mean: number;
  /** Of the one of which more is, and of the other. */
  most: number;
  least: number;
}

/** How near any two of some claims are, by their places in the list. */
export interface Nearnesses {
  of(i: number, j: number): Nearness;
  /** Parts of it that tell quickly whether the rest is worth knowing. */
  cosine(i: number, j: number): number;
  count(i: number, j: number): number;
}

/**
 * Measures how near every two of some claims are. Vectors are of unit length. Time and memory grow with the square of the number
 * of claims.
 */
export function measureNearness(claims: readonly { wording: Wording; vector: Float32Array }[]): Nearnesses {
  const wordings = claims.map(({ wording }) => wording);
  const telling = weighWords(wordings);
  const shared = weighShared(telling, claims.length);
  const alike = alignWords(wordings, telling);
  const cosines = multiplyAll(claims.map(({ vector }) => vector));
  const cosine = (i: number, j: number) => cosines[i * claims.length + j]!;
  return {
    of: (i, j) => ({ cosine: cosine(i, j), shared: shared.of(i, j), alike: alike(i, j) }),
    cosine,
    count: shared.count,
  };
}

/**
 * A function that aligns the words of two of some wordings, each with the likest of the other's, and sums the likenesses by
 * weight (Corley and Mihalcea, Measuring the Semantic Similarity of Texts, 2005).
 */
function alignWords(wordings: readonly Wording[], telling: Telling): (i: number, j: number) => Alike {
  const stems = [...telling.keys()];
  const places = new Map(stems.map((stem, at) => [stem, at]));
  const weights = Float64Array.from(stems, (stem) => telling.get(stem)!.weight);
  const own = wordings.map(({ stems: all }) =>
    Uint32Array.from(
      [...all].flatMap((stem) => {
        const place = places.get(stem);
        return place === undefined ? [] : [place];
      }),
    ),
  );
  const totals = own.map((list) => list.reduce((sum, place) => sum + weights[place]!, 0));
  const enough = FEWEST * rareWeight(wordings.length);
  const nearest = findNearest(stems, own);
  const heard = (said: number, by: number) => {
    let sum = 0;
    for (const place of own[said]!) sum += nearest[by * stems.length + place]! * weights[place]!;
    return sum / (1 - UNLIKE);
  };
  return (i, j) => {
    const [said, answered] = [heard(i, j), heard(j, i)];
    const [one, other] = [said / Math.max(totals[i]!, enough), answered / Math.max(totals[j]!, enough)];
    return {
      mean: (said + answered) / Math.max(totals[i]! + totals[j]!, enough),
      most: Math.max(one, other),
      least: Math.min(one, other),
    };
  };
}

/** Of each claim, given by its stems' places, and each stem, by how much the likest of the claim's is more than {@link UNLIKE}. */
function findNearest(stems: readonly string[], claims: readonly Uint32Array[]): Float32Array {
  const words = loadWords();
  const known = Uint32Array.from(stems.keys()).filter((place) => words.has(stems[place]!));
  const likeness = multiplyAll(
    Array.from(known, (place) => {
      const vector = new Float32Array(words.dimensions);
      words.write(stems[place]!, vector);
      return vector;
    }),
  );
  const rows = new Int32Array(stems.length).fill(NONE);
  known.forEach((place, row) => {
    rows[place] = row;
  });
  const nearest = new Float32Array(claims.length * stems.length);
  claims.forEach((own, claim) => {
    const start = claim * stems.length;
    for (const stem of own) {
      const row = rows[stem]! * known.length;
      if (row >= 0)
        for (let i = 0; i < known.length; i++) {
          const more = likeness[row + i]! - UNLIKE;
          if (more > nearest[start + known[i]!]!) nearest[start + known[i]!] = more;
        }
    }
    for (const stem of own) nearest[start + stem] = 1 - UNLIKE;
  });
  return nearest;
}
const NONE = -1;

/** Cosine of two words that have nothing to do with each other. */
const UNLIKE = 0.35;
/** Rare words of a claim that says little. */
const FEWEST = 2;

/** The dot products of all vectors with all, row by row. */
function multiplyAll(vectors: readonly Float32Array[]): Float32Array {
  const count = vectors.length;
  const step = Math.ceil(Math.max(1, ...vectors.map(({ length }) => length)) / GROUP) * GROUP;
  const into = roomFor(count) * step;
  const products = new Products(into + roomFor(count));
  vectors.forEach((vector, i) => {
    products.numbers.set(vector, i * step);
  });
  const all = new Float32Array(count * count);
  for (let i = 0; i < count; i++) {
    products.multiply({ vector: i * step, size: step, rows: 0, step, count, into });
    all.set(products.numbers.subarray(into, into + count), i * count);
  }
  return all;
}
