import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.ts';

/** Dot products are taken of whole groups of so many numbers, and of so many vectors at once. */
export const GROUP = 8;
const AT_ONCE = 4;

/**
 * A place for numbers where WebAssembly takes their dot products (`products.wat`): in JavaScript it takes some twenty times
 * as long. Places are indexes into `numbers`.
 */
export class Products {
  readonly numbers: Float32Array<ArrayBuffer>;
  readonly #multiply: Multiply;

  /** With room for `size` numbers, all of them zero. */
  constructor(size: number) {
    const { memory, multiply } = new WebAssembly.Instance(compiled()).exports as {
      memory: WebAssembly.Memory;
      multiply: Multiply;
    };
    memory.grow(Math.ceil((size * BYTES) / PAGE));
    this.numbers = new Float32Array(memory.buffer);
    this.#multiply = multiply;
  }

  /**
   * The dot products of the vector at one place with `count` others, the first at `rows`, each `step` after the one before,
   * are written to `into`. `size` is a multiple of {@link GROUP}; {@link roomFor} says what is read and written.
   */
  multiply(given: { vector: number; size: number; rows: number; step: number; count: number; into: number }): void {
    const { vector, size, rows, step, count, into } = given;
    this.#multiply(vector * BYTES, size * BYTES, rows * BYTES, step * BYTES, roomFor(count), into * BYTES);
  }
}

/** How many vectors are read, and products written, where so many are asked for: the last ones mean nothing. */
export function roomFor(count: number): number {
  return Math.ceil(count / AT_ONCE) * AT_ONCE;
}

type Multiply = (vector: number, bytes: number, rows: number, step: number, count: number, products: number) => void;

/** Of a number. */
const BYTES = 4;
/** Of WebAssembly's memory, in bytes. */
const PAGE = 65_536;

let module: WebAssembly.Module | undefined;

function compiled(): WebAssembly.Module {
  module ??= new WebAssembly.Module(readFileSync(join(ROOT, 'src/products.wasm')));
  return module;
}
