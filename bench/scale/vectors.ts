import { Random } from './random.ts';

/** Length of the built-in model's vectors. */
export const DIMENSIONS = 512;
const FIELDS = 40;

/**
 * Vectors as embedding models make them: all lean to one side, they cluster by theme and the themes by field, and some
 * dimensions vary more than others. Two of one theme have a cosine of about .6, two of one field .35, others .1.
 */
export class Space {
  readonly #seed: number;
  readonly #spread: Float32Array;
  readonly #mean: Float32Array;
  readonly #centres = new Map<number, Float32Array>();

  constructor(seed: number) {
    this.#seed = seed;
    this.#spread = Float32Array.from({ length: DIMENSIONS }, (_, i) => (1 + i / 40) ** -0.5);
    this.#mean = this.#direction(new Random(seed, 2), 0.35);
  }

  /** A new unit vector of a theme. */
  draw(theme: number, random: Random): Float32Array {
    const centre = this.#centre(theme);
    const vector = this.#direction(random, 0.7);
    for (let i = 0; i < DIMENSIONS; i++) vector[i]! += centre[i]!;
    return scale(vector, 1);
  }

  #centre(theme: number): Float32Array {
    const known = this.#centres.get(theme);
    if (known) return known;
    const centre = this.#direction(new Random(this.#seed, 3, theme), 0.6);
    const field = this.#direction(new Random(this.#seed, 4, theme % FIELDS), 0.45);
    for (let i = 0; i < DIMENSIONS; i++) centre[i]! += this.#mean[i]! + field[i]!;
    this.#centres.set(theme, centre);
    return centre;
  }

  #direction(random: Random, length: number): Float32Array {
    const vector = new Float32Array(DIMENSIONS);
    for (let i = 0; i < DIMENSIONS; i++) vector[i] = random.normal() * this.#spread[i]!;
    return scale(vector, length);
  }
}

function scale(vector: Float32Array, length: number): Float32Array {
  let squares = 0;
  for (let i = 0; i < vector.length; i++) squares += vector[i]! ** 2;
  const factor = length / Math.sqrt(squares);
  for (let i = 0; i < vector.length; i++) vector[i]! *= factor;
  return vector;
}
