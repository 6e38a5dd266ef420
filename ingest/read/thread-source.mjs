// The thread of a reader that runs from the sources: it needs a compiler of its own.
import { register } from 'node:module';

register('../../src/typescript.mjs', import.meta.url);
await import('./thread.ts');
