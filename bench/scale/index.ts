/**
 * The questions at ten thousand, a hundred thousand and a million claims:
 * `npm run -s bench:scale -- [--claims N,N,...] [--only PARTS] [--fresh]`, where the parts are `vectors`, `search`, `compare`
 * and `verify`. Databases are generated once (eight minutes a million, 3 GB) and kept in the system's temporary folder.
 */
import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parseConfig } from '../../src/config.ts';
import { loadRegistry } from '../../src/registry.ts';
import { fitExponent } from '../cost.ts';
import { generated } from './generate.ts';
import type { Measured } from './measure.ts';
import { QUESTIONS } from './questions.ts';

const { values } = parseArgs({
  options: {
    claims: { type: 'string', default: '10000,100000,1000000' },
    only: { type: 'string', default: '' },
    fresh: { type: 'boolean', default: false },
  },
});
const registry = loadRegistry(parseConfig(process.env).corpus);
process.stdout.write(`${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}\n`);
const all: Measured[] = [];
for (const claims of values.claims.split(',').map(Number)) {
  const path = generated(claims, registry, { fresh: values.fresh });
  const measured = run(path, claims);
  all.push(measured);
  print(measured);
}
if (all.length > 1) printGrowth(all);

function run(path: string, claims: number): Measured {
  const script = fileURLToPath(new URL('measure.ts', import.meta.url));
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [...process.execArgv, script, path, String(claims), values.only],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Measured;
}

function print({ claims, megabytes, opening, timings, memory }: Measured): void {
  console.log(
    `\n${claims} claims: ${megabytes.toFixed(0)} MB file, ready in ${(opening / 1000).toFixed(1)} s, ${memory.toFixed(0)} MB of memory`,
  );
  for (const { name, p50, p95 } of timings) {
    const bound = QUESTIONS.find((question) => question.name === name)?.bound;
    const wanted = bound && claims === 1_000_000 ? `   wanted: ${bound.p50}${bound.p95 ? `, ${bound.p95}` : ''}` : '';
    console.log(
      `${name.padEnd(32)}p50 ${p50.toFixed(2).padStart(9)} ms   p95 ${p95.toFixed(2).padStart(9)} ms${wanted}`,
    );
  }
}

function printGrowth(all: Measured[]): void {
  console.log('\nhow the median grows with the number of claims:');
  for (const { name } of all[0]!.timings) {
    const costs = all.map(({ claims, timings }) => ({
      words: claims,
      milliseconds: timings.find((one) => one.name === name)!.p50,
    }));
    console.log(`${name.padEnd(32)}claims^${fitExponent(costs).toFixed(2)}`);
  }
}
