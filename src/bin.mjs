#!/usr/bin/env node
// Runs what `npm install` built; in a checkout whose sources are newer than that, the sources themselves.
import { readdirSync, statSync } from 'node:fs';

const root = new URL('../', import.meta.url);

function isFresh() {
  const built = statSync(new URL('dist/src/cli.js', root), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return ['src', 'ingest', 'web'].every((folder) =>
    readdirSync(new URL(folder, root), { recursive: true })
      .filter((name) => /\.tsx?$/.test(name))
      .every((name) => statSync(new URL(`${folder}/${name}`, root)).mtimeMs <= built),
  );
}

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
