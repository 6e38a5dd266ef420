import { GROUP, Products, roomFor } from '../../src/products.ts';

/** A copy of length one, in single precision; a vector of nothing stays what it is. */
export function unit(vector: ArrayLike<number>): Float32Array {
  const copy = new Float32Array(vector);
  let sum = 0;
  for (let i = 0; i < copy.length; i++) sum += copy[i]! * copy[i]!;
  const length = Math.sqrt(sum);
  if (length > 0) for (let i = 0; i < copy.length; i++) copy[i]! /= length;
  return copy;
}

/** Vectors of length one, and of as many numbers, for comparing another one with all of them. */
export class Rows {
  readonly #count: number;
  /** Numbers in a row, filled up with zeros. */
  readonly #size: number;
  /** Where the rows begin, after the other vector and its products. */
  readonly #first: number;
  readonly #products: Products;

  constructor(vectors: readonly Float32Array[]) {
    this.#count = vectors.length;
    this.#size = Math.ceil((vectors[0]?.length ?? 0) / GROUP) * GROUP;
    this.#first = this.#size + roomFor(this.#count);
    this.#products = new Products(this.#first + roomFor(this.#count) * this.#size);
    vectors.forEach((vector, i) => {
      this.#products.numbers.set(vector, this.#first + i * this.#size);
    });
  }

  /** The cosines of a vector of length one to all of them, in order. */
  cosines(vector: Float32Array): Float32Array {
    const { numbers } = this.#products;
    const [size, count] = [this.#size, this.#count];
    numbers.set(vector);
    this.#products.multiply({ vector: 0, size, rows: this.#first, step: size, count, into: size });
    return numbers.slice(size, size + count);
  }
}
