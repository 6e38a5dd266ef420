/**
 * How long the parts take: `npm run -s bench:speed -- [--words N] [--shapes WORDS] [--only-shapes]`. Reads the bundled
 * corpus (and the documents beside the project, where they are) into a new database, reads it again, asks every kind of
 * question; then reads documents of up to N words in shapes that tempt into looking too far, each shape in a process of
 * its own, to labelled claims without embeddings. Machines differ: compare ratios.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildSync } from 'esbuild';
import { load, MODEL } from '../ingest/attribute/tagger.ts';
import { builtIn, findFiles, ingest, preview, type Workshop } from '../ingest/pipeline.ts';
import { Reader } from '../ingest/read/reader.ts';
import { segment } from '../ingest/segment.ts';
import type { Reading } from '../src/claim.ts';
import { parseConfig } from '../src/config.ts';
import { CompareRequest, SearchRequest } from '../src/contract.ts';
import { Knowledge } from '../src/knowledge.ts';
import { ROOT } from '../src/root.ts';
import { fitExponent } from './cost.ts';
import type { Measured } from './shape.ts';
import { SHAPES } from './shapes.ts';
import { SHARED } from './shared.ts';

const ROUNDS = 20;
const SMALLEST = 1_000;
const COMPILED = { platform: 'node', format: 'esm', target: 'node20' } as const;

/** What documents must keep to, read to labelled claims on one core, without embeddings. */
const BOUNDS = {
  /** Of the longest document of a natural shape. */
  wordsPerSecond: 10_000,
  /** Of cost ~ length^e of any shape, with some room for what the clock and the compiler do. */
  exponent: 1.1,
  /** Most memory that the process had for a natural shape, in MB: program, network and vocabulary included. */
  memory: 400,
};

const { values } = parseArgs({
  options: {
    words: { type: 'string', default: '200000' },
    shapes: { type: 'string', default: '' },
    'only-shapes': { type: 'boolean', default: false },
  },
});
process.stdout.write(`${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}\n\n`);
if (!values['only-shapes']) await measureParts();
measureShapes(Number(values.words), values.shapes);

async function measureParts(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'triptych-bench-'));
  try {
    const config = parseConfig({ ...process.env, TRIPTYCH_DB: join(folder, 'bench.db') });
    const knowledge = await Knowledge.open(config);
    await knowledge.embeddings.embedQuery('ready');
    const { files } = await findFiles([join(config.corpus, 'documents'), join(SHARED, 'corpus')].filter(existsSync));
    await measureReading(files, knowledge);
    await measureIngest(files, knowledge);
    await measureQuestions(knowledge);
    await knowledge.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measureReading(files: string[], { registry }: Knowledge): Promise<void> {
  const readings: Reading[] = [];
  const reader = new Reader();
  const reading = await time(async () => {
    for (const file of files) readings.push(await preview(file, { registry, reader }));
  });
  await reader.close();
  const words = readings.reduce((sum, { text }) => sum + (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0), 0);
  const loading = await time(async () => void (await load(MODEL)));
  line('loading the trained extractor', `${Math.round(loading)} ms`, 'once');
  const extracting = await time(async () => {
    for (const { text, blocks, quality } of readings)
      await builtIn.extract({ text, blocks, sentences: segment(text, blocks), quality });
  });
  const bytes = files.reduce((sum, file) => sum + readFileSync(file).length, 0);
  line('reading', `${Math.round(bytes / reading)} kB/s`, `${files.length} files`);
  line('segmenting and attributing', `${Math.round((words / extracting) * 1000)} words/s`, `${words} words`);
}

async function measureIngest(files: string[], knowledge: Knowledge): Promise<void> {
  const { store, embeddings, registry } = knowledge;
  const workshop: Workshop = { store, embeddings, registry, model: knowledge.embedder.name };
  const first = await time(() => ingest(files, workshop));
  const { claims } = knowledge.stats();
  line(
    'ingesting everything',
    `${(first / 1000).toFixed(1)} s`,
    `${claims} claims, ${Math.round(claims / (first / 1000))}/s`,
  );
  line('ingesting it again', `${((await time(() => ingest(files, workshop))) / 1000).toFixed(2)} s`, 'nothing to do');
}

async function measureQuestions(knowledge: Knowledge): Promise<void> {
  const request = (query: string, bloc?: string) => SearchRequest.parse({ query, bloc });
  const quotation = [...knowledge.export({ manner: ['direct'] })][0]?.text ?? '';
  const questions: Record<string, () => unknown> = {
    'search by words and meaning': () => knowledge.search(request('surveillance of undersea cables')),
    'the same, one bloc': () => knowledge.search(request('surveillance of undersea cables', 'china')),
    'compare a topic': () => knowledge.compare(CompareRequest.parse({ topic: 'surveillance', other: true })),
    'verify a quotation': () => knowledge.verify({ quotation: quotation.replace(/\w+(?=\W*$)/, 'marmalade') }),
  };
  for (const [name, ask] of Object.entries(questions)) {
    const times: number[] = [];
    for (let i = 0; i < ROUNDS; i++) times.push(await time(async () => ask()));
    times.sort((a, b) => a - b);
    const at = (share: number) => `${(times[Math.ceil(share * ROUNDS) - 1] ?? 0).toFixed(1)} ms`;
    line(name, at(0.5), `p95 ${at(0.95)}`);
  }
}

/**
 * For each shape: words a second of the longest document, how cost grows with length over all of them, and the most memory
 * that the process had. What does not keep to {@link BOUNDS} is named, and fails the run.
 */
function measureShapes(most: number, wanted: string): void {
  const middle = Math.round(Math.sqrt(SMALLEST * most));
  const shapes = SHAPES.filter((shape) => shape.name.includes(wanted));
  const script = compileShape();
  let failed = 0;
  for (const { name, natural } of shapes) {
    const args = [script, name, ...[SMALLEST, middle, most].map(String)];
    const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${name}: ${stderr}`);
    const { costs, peak } = JSON.parse(stdout) as Measured;
    const last = costs.at(-1)!;
    const speed = Math.round((last.words / last.milliseconds) * 1000);
    const exponent = fitExponent(costs);
    const memory = Math.round(peak / 1e6);
    const misses = [
      ...(natural && speed < BOUNDS.wordsPerSecond ? ['too slow'] : []),
      ...(exponent > BOUNDS.exponent ? ['grows faster than its length'] : []),
      ...(natural && memory >= BOUNDS.memory ? ['too much memory'] : []),
    ];
    if (misses.length > 0) failed++;
    const verdict = misses.length > 0 ? `FAILED: ${misses.join(', ')}` : 'passed';
    const remark = `length^${exponent.toFixed(2)}, ${memory} MB, ${last.claims} claims`;
    line(name, `${speed} words/s`, `${remark.padEnd(40)}${verdict}`);
  }
  const bounds = `length^${BOUNDS.exponent}, natural ones to ${BOUNDS.wordsPerSecond} words/s and ${BOUNDS.memory} MB`;
  process.stdout.write(`\n${shapes.length - failed} of ${shapes.length} shapes keep to ${bounds}.\n`);
  if (failed > 0) process.exitCode = 1;
}

/** Compiles `shape.ts` as `npm install` compiles the program: what compiles while it runs takes time and memory of its own. */
function compileShape(): string {
  const outdir = join(ROOT, 'dist/bench');
  rmSync(outdir, { recursive: true, force: true });
  const entry = fileURLToPath(new URL('shape.ts', import.meta.url));
  buildSync({ entryPoints: [entry], outdir, bundle: true, splitting: true, packages: 'external', ...COMPILED });
  return join(outdir, 'shape.js');
}

/** Milliseconds that something takes. */
async function time(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await run();
  return performance.now() - began;
}

function line(name: string, figure: string, remark: string): void {
  process.stdout.write(`${name.padEnd(32)}${figure.padStart(16)}   ${remark}\n`);
}
