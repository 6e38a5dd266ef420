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

/**
 * A function that tells how near two of some claims are, by their places in the list; nothing where `isNear` says that they
 * are too far apart for anything to come of it. Vectors are of unit length. Time and memory grow with the square of the number
 * of claims.
 */
export function measureNearness(
  claims: readonly { wording: Wording; vector: Float32Array }[],
  isNear: (nearness: Omit<Nearness, 'alike'>) => boolean,
): (i: number, j: number) => Nearness | undefined {
  const wordings = claims.map(({ wording }) => wording);
  const telling = weighWords(wordings);
  const shared = weighShared(telling, claims.length);
  const alike = alignWords(wordings, telling);
  const cosines = multiplyAll(claims.map(({ vector }) => vector));
  return (i, j) => {
    const nearness = { cosine: cosines[i * claims.length + j]!, shared: shared(i, j) };
    return isNear(nearness) ? { ...nearness, alike: alike(i, j) } : undefined;
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
  const words = loadWords();
  const likeness = multiplyAll(
    stems.map((stem) => {
      const vector = new Float32Array(words.dimensions);
      words.write(stem, vector);
      return vector;
    }),
  );
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
  // Of each word of the second claim, how near the nearest of the first is.
  const nearest = new Float32Array(Math.max(0, ...own.map(({ length }) => length)));
  return (i, j) => {
    const [a, b] = [own[i]!, own[j]!];
    nearest.fill(UNLIKE, 0, b.length);
    let [said, answered] = [0, 0];
    for (const one of a) {
      let best = UNLIKE;
      for (let at = 0; at < b.length; at++) {
        const value = one === b[at] ? 1 : likeness[one * stems.length + b[at]!]!;
        if (value > best) best = value;
        if (value > nearest[at]!) nearest[at] = value;
      }
      said += (best - UNLIKE) * weights[one]!;
    }
    for (let at = 0; at < b.length; at++) answered += (nearest[at]! - UNLIKE) * weights[b[at]!]!;
    said /= 1 - UNLIKE;
    answered /= 1 - UNLIKE;
    const shares = [said / Math.max(totals[i]!, enough), answered / Math.max(totals[j]!, enough)] as const;
    return {
      mean: (said + answered) / Math.max(totals[i]! + totals[j]!, enough),
      most: Math.max(...shares),
      least: Math.min(...shares),
    };
  };
}

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
