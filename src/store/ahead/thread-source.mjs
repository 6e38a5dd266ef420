// The thread that reads ahead, run from the sources: it needs a compiler of its own.
import { register } from 'node:module';

register('../../typescript.mjs', import.meta.url);
await import('./thread.ts');
