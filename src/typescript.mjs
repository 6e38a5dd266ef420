// Module hooks that compile TypeScript, and leave alone all else: those of tsx look into every module of every package,
// which takes seconds and half a gigabyte where the parsers are loaded.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';

export async function load(url, context, next) {
  const type = /^file:.*\.(tsx?)$/.exec(url)?.[1];
  if (type === undefined) return next(url, context);
  const path = fileURLToPath(url);
  const { code } = await transform(await readFile(path, 'utf8'), {
    loader: type,
    format: 'esm',
    target: 'node20',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    sourcefile: path,
    sourcemap: 'inline',
  });
  return { format: 'module', source: code, shortCircuit: true };
}
