/** Chance that is the same in every run: xorshift128 (Marsaglia 2003), seeded by splitmix32 from any list of numbers. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(...seed: number[]) {
    let state = seed.reduce((mixed, number) => Math.imul(mixed ^ number, 0x9e3779b1) + 0x7f4a7c15, 0x2545f491) | 0;
    const next = () => {
      state = (state + 0x9e3779b9) | 0;
      let z = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
      z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
      return z ^ (z >>> 15);
    };
    [this.#a, this.#b, this.#c, this.#d] = [next(), next(), next(), next() | 1];
  }

  /** 32 random bits, as a signed integer. */
  bits(): number {
    let t = this.#d;
    const s = this.#a;
    this.#d = this.#c;
    this.#c = this.#b;
    this.#b = s;
    t ^= t << 11;
    t ^= t >>> 8;
    this.#a = t ^ s ^ (s >>> 19);
    return this.#a;
  }

  /** A number in [0, 1). */
  next(): number {
    return (this.bits() >>> 0) / 0x1_0000_0000;
  }

  /** An integer from 0 to below `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  /** A rank from 0 to below `end` by the law of Zipf and Mandelbrot: falling as 1 / (rank + `flat`). */
  rank(end: number, flat = 3): number {
    return Math.min(end - 1, Math.floor(flat * ((end + flat) / flat) ** this.next() - flat));
  }

  /** About normal, of mean 0 and variance 1: the sum of four even bytes. */
  normal(): number {
    const bits = this.bits();
    const sum = (bits & 255) + ((bits >>> 8) & 255) + ((bits >>> 16) & 255) + (bits >>> 24);
    return (sum - 510) / 147.8;
  }
}
