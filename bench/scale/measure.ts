/**
 * Measures one size in a process of its own, so that its memory is its own: `measure.ts PATH CLAIMS PARTS`. Prints
 * {@link Measured} as JSON.
 */
import { statSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parseConfig } from '../../src/config.ts';
import { keepHeapSmall } from '../../src/heap.ts';
import { makeNameFinder } from '../../src/neutral.ts';
import { loadRegistry } from '../../src/registry.ts';
import { Store } from '../../src/store/index.ts';
import { ExactScan } from './exact.ts';
import { MODEL, SEED } from './generate.ts';
import { QUESTIONS, type Setting } from './questions.ts';
import { Random } from './random.ts';
import { World } from './world.ts';

/** Milliseconds of one question. */
export interface Timing {
  name: string;
  p50: number;
  p95: number;
}

/** What was found of one size: megabytes are of 10^6 bytes. */
export interface Measured {
  claims: number;
  /** Size of the file. */
  megabytes: number;
  /** Milliseconds from opening until the index in memory is filled. */
  opening: number;
  timings: Timing[];
  /** Of searches by meaning, where they were asked: the part of the ten exactly nearest that they find, of all together. */
  recall?: number;
  /** sqlite-vec's exact scan for the same ten nearest, beside them. */
  exact?: Timing;
  /** The most memory that the process had, without the generator's. */
  memory: number;
}

const WARMING = 10;
const EXACTLY = 40;

// As the command line does.
keepHeapSmall();
const [path = '', claims = '0', parts = ''] = process.argv.slice(2);
process.stdout.write(JSON.stringify(await measure(path, Number(claims), parts.split(',').filter(Boolean))));

async function measure(path: string, claims: number, parts: string[]): Promise<Measured> {
  const registry = loadRegistry(parseConfig(process.env).corpus);
  const world = new World(SEED, claims, registry.topics);
  world.fill();
  collectGarbage();
  const before = process.memoryUsage.rss();
  const began = performance.now();
  const store = Store.open(path, MODEL, { mustExist: true });
  await store.prepare();
  const opening = performance.now() - began;
  const setting: Setting = { store, world, registry, findNames: makeNameFinder(registry), claims };
  const timings: Timing[] = [];
  for (const question of QUESTIONS.filter(({ part }) => parts.length === 0 || parts.includes(part))) {
    const random = new Random(SEED, 10);
    for (let i = 0; i < WARMING; i++) await question.make(setting, random)();
    const times: number[] = [];
    for (let i = 0; i < question.times; i++) {
      const ask = question.make(setting, random);
      const from = performance.now();
      await ask();
      times.push(performance.now() - from);
    }
    const { name } = question;
    timings.push({ name, p50: percentile(times, 0.5), p95: percentile(times, 0.95) });
  }
  const memory = (process.resourceUsage().maxRSS * 1024 - before) / 1e6;
  const exactly = timings.some(({ name }) => name === 'vector search') ? compareExactly(path, setting) : {};
  store.close();
  return { claims, megabytes: statSync(path).size / 1e6, opening, timings, memory, ...exactly };
}

/** What the generator has thrown away would else be counted as its own. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

/** The same queries by the index and by sqlite-vec alone. Claims in damaged text, which only sqlite-vec ranks like others, do not count. */
function compareExactly(path: string, { store, world }: Setting): { recall: number; exact: Timing } {
  const scan = new ExactScan(path);
  const random = new Random(SEED, 11);
  const times: number[] = [];
  const recalls: number[] = [];
  for (let i = 0; i < EXACTLY; i++) {
    const vector = world.space.draw(world.theme(random), random);
    const from = performance.now();
    const wanted = scan.nearest(vector);
    times.push(performance.now() - from);
    const qualities = store.claims(wanted.map(({ key }) => key)).map(({ quality }) => quality);
    const intact = wanted.filter((_, i) => qualities[i] === 'intact');
    const found = store.matchMeaning(vector, {}).map(({ key }) => key);
    if (intact.length > 0) recalls.push(scan.recall(vector, found.slice(0, intact.length), intact));
  }
  scan.close();
  const mean = recalls.reduce((sum, one) => sum + one, 0) / recalls.length;
  return {
    recall: mean,
    exact: { name: 'sqlite-vec alone', p50: percentile(times, 0.5), p95: percentile(times, 0.95) },
  };
}

function percentile(times: number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.ceil(share * times.length) - 1] ?? 0;
}
