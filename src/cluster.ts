/**
 * Groups unit vectors by direction: spherical k-means (Dhillon and Modha, Machine Learning 2001), begun from vectors that lie
 * far from one another, so that the same vectors always give the same groups. Returns the group of each vector, from 0.
 */
export function clusterDirections(vectors: readonly Float32Array[], count: number): number[] {
  let centres = spreadOut(vectors, Math.min(count, vectors.length));
  let groups: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const next = vectors.map((vector) => nearest(vector, centres));
    if (next.every((group, i) => group === groups[i])) break;
    groups = next;
    centres = centres.map((centre, g) => meanDirection(vectors.filter((_, i) => groups[i] === g)) ?? centre);
  }
  return groups;
}

/** The direction of the sum of vectors; undefined of none. */
export function meanDirection(vectors: readonly Float32Array[]): Float32Array | undefined {
  const [first] = vectors;
  if (!first) return undefined;
  const sum = new Float32Array(first.length);
  for (const vector of vectors) for (let i = 0; i < sum.length; i++) sum[i]! += vector[i]!;
  const length = Math.sqrt(cosine(sum, sum)) || 1;
  return sum.map((x) => x / length);
}

/** Of unit vectors. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

const ROUNDS = 30;

/** The vector nearest to the mean, then always the one that is farthest from all taken before. */
function spreadOut(vectors: readonly Float32Array[], count: number): Float32Array[] {
  const mean = meanDirection(vectors);
  if (!mean) return [];
  const taken = [vectors[nearest(mean, vectors)]!];
  const closest = vectors.map((vector) => cosine(vector, taken[0]!));
  while (taken.length < count) {
    const next = vectors[closest.reduce((best, x, i) => (x < closest[best]! ? i : best), 0)]!;
    taken.push(next);
    vectors.forEach((vector, i) => {
      closest[i] = Math.max(closest[i]!, cosine(vector, next));
    });
  }
  return taken;
}

function nearest(vector: Float32Array, among: readonly Float32Array[]): number {
  let [best, most] = [0, Number.NEGATIVE_INFINITY];
  among.forEach((other, i) => {
    const likeness = cosine(vector, other);
    if (likeness > most) [best, most] = [i, likeness];
  });
  return best;
}
