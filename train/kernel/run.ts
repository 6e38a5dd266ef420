/** Assembles the kernels: `npm run build:kernel`, after a change of a `.wat`. */
import { writeFileSync } from 'node:fs';
import { assemble, KERNEL, PRODUCTS } from './assemble.ts';

for (const kernel of [KERNEL, PRODUCTS]) writeFileSync(kernel, await assemble(kernel));
