#!/usr/bin/env node
// Runs what `npm install` built; in a checkout whose sources are newer than that, the sources themselves.
import { isFresh } from './fresh.mjs';

if (isFresh()) {
  const { main } = await import('../dist/src/cli.js');
  process.exitCode = await main(process.argv.slice(2));
} else {
  const { register } = await import('node:module');
  process.setSourceMapsEnabled(true);
  register('./typescript.mjs', import.meta.url);
  const { main } = await import('./cli.ts');
  process.exitCode = await main(process.argv.slice(2));
}
