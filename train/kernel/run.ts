/** Assembles the kernel that scans vectors: `npm run build:kernel`, after a change of `src/store/nearest/kernel.wat`. */
import { writeFileSync } from 'node:fs';
import { assemble, KERNEL } from './assemble.ts';

writeFileSync(KERNEL, await assemble());
