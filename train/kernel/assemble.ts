import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import openWabt from 'wabt';
import { ROOT } from '../../src/root.ts';

const FOLDER = join(ROOT, 'src/store/nearest');

/** Where the assembled kernel is kept. */
export const KERNEL = join(FOLDER, 'kernel.wasm');

/** The bytes of the kernel that `kernel.wat` gives. */
export async function assemble(): Promise<Uint8Array> {
  const wabt = await openWabt();
  const module = wabt.parseWat('kernel.wat', readFileSync(join(FOLDER, 'kernel.wat'), 'utf8'), { simd: true });
  try {
    module.validate();
    return module.toBinary({}).buffer;
  } finally {
    module.destroy();
  }
}
