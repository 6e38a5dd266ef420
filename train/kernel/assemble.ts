import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import openWabt from 'wabt';
import { ROOT } from '../../src/root.ts';

/** Where an assembled kernel is kept, beside its source: that which scans vectors, and that which takes dot products. */
export const KERNEL = join(ROOT, 'src/store/nearest/kernel.wasm');
export const PRODUCTS = join(ROOT, 'src/products.wasm');

/** The bytes of a kernel that its source gives. */
export async function assemble(kernel: string): Promise<Uint8Array> {
  const source = kernel.replace(/wasm$/, 'wat');
  const wabt = await openWabt();
  const module = wabt.parseWat(basename(source), readFileSync(source, 'utf8'), { simd: true });
  try {
    module.validate();
    return module.toBinary({}).buffer;
  } finally {
    module.destroy();
  }
}
