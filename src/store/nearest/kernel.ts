import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../root.ts';

/** What `kernel.wat` exports; its comments say what each function does. Pointers are byte offsets into the memory. */
export interface Kernel {
  scan(
    codes: number,
    rests: number,
    first: number,
    more: number,
    count: number,
    query: number,
    near: number,
    most: number,
    histogram: number,
    out: number,
  ): number;
  scan4(
    codes: number,
    rests: number,
    count: number,
    query: number,
    near: number,
    most: number,
    histogram: number,
    out: number,
  ): number;
  scanListed(
    codes: number,
    rests: number,
    first: number,
    more: number,
    list: number,
    count: number,
    query: number,
    near: number,
    most: number,
    histogram: number,
    out: number,
  ): number;
  rescore(
    codes: number,
    rests: number,
    vectors: number,
    scales: number,
    dimensions: number,
    first: number,
    list: number,
    count: number,
    query: number,
    base: number,
    unit: number,
    out: number,
  ): void;
  restore(
    code: number,
    rest: number,
    bytes: number,
    scale: number,
    mean: number,
    dimensions: number,
    first: number,
    out: number,
  ): void;
  turnBack(at: number, turns: number, dimensions: number, block: number): void;
  turn(at: number, turns: number, dimensions: number, block: number): void;
  encode(
    vector: number,
    mean: number,
    dimensions: number,
    first: number,
    code: number,
    rest: number,
    bytes: number,
  ): number;
  lay(
    vectors: number,
    count: number,
    turns: number,
    mean: number,
    dimensions: number,
    block: number,
    first: number,
    codes: number,
    rests: number,
    bytes: number,
    scales: number,
  ): void;
}

/** Bytes of a page of WebAssembly's memory. */
export const PAGE = 65_536;
/** Pages that 32-bit pointers reach: 4 GiB. */
export const MOST_PAGES = 65_536;

let compiled: WebAssembly.Module | undefined;

/** The kernel, working on a memory of its own that can grow to 4 GiB. */
export function openKernel(): { kernel: Kernel; memory: WebAssembly.Memory } {
  compiled ??= new WebAssembly.Module(readFileSync(join(ROOT, 'src/store/nearest/kernel.wasm')));
  const memory = new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES });
  const { exports } = new WebAssembly.Instance(compiled, { host: { memory } });
  return { kernel: exports as unknown as Kernel, memory };
}
