/**
 * The questions at ten thousand, a hundred thousand and a million claims, and other programs beside them:
 * `npm run -s bench:scale -- [--claims N,N,...] [--only PARTS] [--peers] [--peers-up-to N] [--write] [--fresh]`, where the parts are `vectors`,
 * `search`, `compare` and `verify`. `--peers` installs MiniSearch, Orama and usearch into a temporary folder and asks
 * them too, where there are no more claims than `--peers-up-to` says (some take minutes to build at a million); `--write`
 * writes `bench/RESULTS.md`. Databases are generated once (eight minutes a million, 3 GB) and kept in the system's temporary
 * folder.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parseConfig } from '../../src/config.ts';
import { loadRegistry } from '../../src/registry.ts';
import { fitExponent } from '../cost.ts';
import { generated } from './generate.ts';
import type { Measured } from './measure.ts';
import { PEERS, type Peer } from './peers.ts';
import { QUESTIONS } from './questions.ts';
import { type Row, toMarkdown, toPlot } from './report.ts';

const { values } = parseArgs({
  options: {
    claims: { type: 'string', default: '10000,100000,1000000' },
    only: { type: 'string', default: '' },
    peers: { type: 'boolean', default: false },
    'peers-up-to': { type: 'string', default: '1000000' },
    write: { type: 'boolean', default: false },
    fresh: { type: 'boolean', default: false },
  },
});
const registry = loadRegistry(parseConfig(process.env).corpus);
const gigabytes = Math.round(totalmem() / 2 ** 30);
const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, ${gigabytes} GiB, Node ${process.version}`;
process.stdout.write(`${machine}\n`);
const packages = values.peers ? install() : undefined;
const rows: Row[] = [];
for (const claims of values.claims.split(',').map(Number)) {
  const path = generated(claims, registry, { fresh: values.fresh });
  const measured = JSON.parse(run('measure.ts', path, String(claims), values.only)) as Measured;
  print(measured);
  rows.push({ measured, peers: packages === undefined ? {} : measurePeers(packages, path, claims) });
}
const growth = rows.length > 1 ? growthOf(rows) : new Map<string, number>();
for (const [name, exponent] of growth) console.log(`${name.padEnd(32)}grows as claims^${exponent.toFixed(2)}`);
if (values.write) {
  const at = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
  writeFileSync(at('RESULTS.md'), toMarkdown(rows, machine, growth));
  writeFileSync(at('scale.svg'), toPlot(rows));
}
if (packages !== undefined) rmSync(packages, { recursive: true });

/** Runs a script of this folder in a process of its own, compiled as the command line is: tsx wraps every function. */
function run(script: string, ...args: string[]): string {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const hooks = JSON.stringify(new URL('../../src/typescript.mjs', import.meta.url));
  const compile = `data:text/javascript,import{register}from'node:module';register(${hooks})`;
  // Some of the others keep a million vectors in the heap.
  const heap = script === 'peers.ts' ? ['--max-old-space-size=16384'] : [];
  const { stdout, stderr, status } = spawnSync(process.execPath, [...heap, '--import', compile, path, ...args], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

/** Installs what is measured beside; what cannot be installed says so when it is its turn. */
function install(): string {
  const folder = mkdtempSync(join(tmpdir(), 'triptych-peers-'));
  writeFileSync(join(folder, 'package.json'), '{}');
  for (const name of Object.values(PEERS))
    spawnSync('npm', ['install', '--no-audit', '--no-fund', name], { cwd: folder });
  return folder;
}

function measurePeers(folder: string, path: string, claims: number): Record<string, Peer | string> {
  const measured = Object.keys(PEERS).map((name): [string, Peer | string] => {
    const limit = Number(values['peers-up-to']);
    if (claims > limit) return [name, `passed over: not asked for more than ${limit.toLocaleString('en')}`];
    try {
      const peer = JSON.parse(run('peers.ts', name, folder, path, String(claims))) as Peer;
      console.log(
        `${name.padEnd(32)}p50 ${peer.p50.toFixed(2).padStart(9)} ms   built in ${peer.building.toFixed(1)} s`,
      );
      return [name, peer];
    } catch (error) {
      console.log(`${name}: passed over: ${String(error).split('\n')[0]}`);
      return [name, 'passed over: it could not be installed, or failed'];
    }
  });
  return Object.fromEntries(measured);
}

function print({ claims, megabytes, opening, timings, memory, recall, exact }: Measured): void {
  console.log(
    `\n${claims} claims: ${megabytes.toFixed(0)} MB file, ready in ${(opening / 1000).toFixed(1)} s, ${memory.toFixed(0)} MB of memory`,
  );
  for (const { name, p50, p95 } of [...timings, ...(exact ? [exact] : [])]) {
    const bound = QUESTIONS.find((question) => question.name === name)?.bound;
    const wanted = bound && claims === 1_000_000 ? `   wanted: ${bound.p50}${bound.p95 ? `, ${bound.p95}` : ''}` : '';
    console.log(
      `${name.padEnd(32)}p50 ${p50.toFixed(2).padStart(9)} ms   p95 ${p95.toFixed(2).padStart(9)} ms${wanted}`,
    );
  }
  if (recall !== undefined) console.log(`${'recall@10 of vector search'.padEnd(32)}${recall.toFixed(3)}`);
}

/** The exponent by which the median of each question grows with the number of claims. */
function growthOf(all: readonly Row[]): Map<string, number> {
  return new Map(
    all[0]!.measured.timings.map(({ name }) => {
      const costs = all.map(({ measured: { claims, timings } }) => ({
        words: claims,
        milliseconds: timings.find((one) => one.name === name)!.p50,
      }));
      return [name, fitExponent(costs)];
    }),
  );
}
