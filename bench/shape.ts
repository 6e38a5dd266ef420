/** What documents of one shape cost, as JSON: `tsx bench/shape.ts NAME WORDS...`; a process of its own for its memory. */
import { parseConfig } from '../src/config.ts';
import { keepHeapSmall } from '../src/heap.ts';
import { loadRegistry } from '../src/registry.ts';
import { type Cost, makeReader } from './cost.ts';
import { SHAPES } from './shapes.ts';

export interface Measured {
  costs: Cost[];
  /** Most memory that the process had, in bytes. */
  peak: number;
}

/** Documents before the first that is measured, so that the compiler has seen the code. */
const WARM_UPS = 5;

// As the program does.
keepHeapSmall();
const [name, ...sizes] = process.argv.slice(2);
const shape = SHAPES.find((one) => one.name === name);
if (!shape) throw new Error(`There is no shape called ${name}.`);
const readShape = await makeReader(loadRegistry(parseConfig(process.env).corpus));
for (let i = 0; i < WARM_UPS; i++) await readShape(shape, 1_000);
const costs: Cost[] = [];
for (const size of sizes) costs.push(await readShape(shape, Number(size)));
const measured: Measured = { costs, peak: process.resourceUsage().maxRSS * 1024 };
process.stdout.write(JSON.stringify(measured));
