/**
 * How long pages take while documents are added: `npm run -s bench:adding -- [--claims 100000] [--pages 300] [--files 100] [--here]`.
 * First nothing is added, then a PDF of so many pages, then so many files of a thousand words; meanwhile pages are asked for one
 * after the other, as one reader would. With `--here` the process that serves also reads, for comparison. Fails where one page
 * of a hundred takes 100 ms or more while the PDF is read; after each of the files every page is made anew.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import PDFDocument from 'pdfkit';
import type { Addition } from '../../src/adding/contract.ts';
import { parseConfig } from '../../src/config.ts';
import { loadRegistry } from '../../src/registry.ts';
import { generated } from '../scale/generate.ts';
import { SHAPES } from '../shapes.ts';
import type { Served } from './serve.ts';

/** Milliseconds that 99 of 100 pages may take. */
const BOUND = 100;
/** Seconds for which pages are asked for while nothing is added. */
const QUIET = 5;
/** Kinds of pages, and how many of each are asked for. */
const KINDS = 8;
const SAMPLES = '10';
/** Milliseconds between two questions of one reader. */
const PAUSE = 20;
/** Words of a page of the PDF, and of one of the files. */
const WORDS = { page: 500, file: 1000 };

const { values } = parseArgs({
  options: {
    claims: { type: 'string', default: '100000' },
    pages: { type: 'string', default: '300' },
    files: { type: 'string', default: '100' },
    here: { type: 'boolean', default: false },
  },
});

const path = generated(Number(values.claims), loadRegistry(parseConfig(process.env).corpus));
const where = values.here ? ['here'] : [];
const server = fork(fileURLToPath(new URL('serve.ts', import.meta.url)), [path, SAMPLES, ...where]);
const [{ url, token, samples }] = (await once(server, 'message')) as [Served];
const headers = { Authorization: `Bearer ${token}` };

line('', ['seconds', 'pages', 'p50', 'p95', 'p99', 'slowest']);
// Every page once, so that what takes longer than later is waiting.
for (let i = 0; i < KINDS * samples.length; i++) await askOne(i);
await report('nothing is added', () => sleep(1000 * QUIET));
const isMissed = await report(`a PDF of ${values.pages} pages`, async () =>
  add([['long.pdf', await printPdf(Number(values.pages))]]),
);
await report(`${values.files} files`, () => add(manyFiles(Number(values.files))));
server.disconnect();
if (isMissed) {
  process.stdout.write(`One page of a hundred took ${BOUND} ms or more while a document was read.\n`);
  process.exitCode = 1;
}

/** What takes how long while something is done, and whether that is too long. */
async function report(name: string, work: () => Promise<unknown>): Promise<boolean> {
  const began = performance.now();
  const times = await ask(work());
  const seconds = (performance.now() - began) / 1000;
  const shares = [0.5, 0.95, 0.99, 1].map((share) => percentile(times, share));
  line(name, [seconds.toFixed(0), times.length, ...shares.map((one) => one.toFixed(1))]);
  return shares[2]! >= BOUND;
}

/** Milliseconds of each page that is asked for until something is done. */
async function ask(work: Promise<unknown>): Promise<number[]> {
  const state = { isDone: false };
  const done = work.finally(() => {
    state.isDone = true;
  });
  const times: number[] = [];
  for (let i = 0; !state.isDone; i++) {
    times.push(await askOne(i));
    await sleep(PAUSE);
  }
  await done;
  return times;
}

/** Milliseconds that a page takes. */
async function askOne(i: number): Promise<number> {
  const began = performance.now();
  const response = await fetch(url + addressOf(i));
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${response.status} ${addressOf(i)}`);
  return performance.now() - began;
}

/** Pages of every kind, each for other things, in turn. */
function addressOf(i: number): string {
  const { claim, document, topic, speaker, words } = samples[Math.floor(i / KINDS) % samples.length]!;
  const query = encodeURIComponent(words.split(' ').slice(2, 4).join(' '));
  const all = [
    '/',
    `/search?query=${query}`,
    `/compare?topic=${topic}`,
    `/verify?quotation=${encodeURIComponent(words)}`,
    '/documents',
    `/documents/${encodeURIComponent(document)}?claim=${claim}`,
    `/claims/${claim}`,
    `/speakers/${encodeURIComponent(speaker)}`,
  ];
  return all[i % KINDS]!;
}

/** Sends files, and waits until all are read. */
async function add(files: readonly (readonly [name: string, content: Uint8Array | string])[]): Promise<void> {
  const ids = new Set<string>();
  for (const [name, content] of files) {
    const address = `${url}/api/additions/file?name=${name}&by=Somebody`;
    const response = await fetch(address, { method: 'POST', headers, body: content as BodyInit });
    for (const { id } of ((await response.json()) as { additions: Addition[] }).additions) ids.add(id);
  }
  while (ids.size > 0) {
    await sleep(500);
    const { additions } = (await (await fetch(`${url}/api/additions`, { headers })).json()) as {
      additions: Addition[];
    };
    for (const { id, state, outcome } of additions) {
      if (state !== 'done' || !ids.delete(id)) continue;
      if (outcome?.status !== 'added') throw new Error(JSON.stringify(outcome));
    }
  }
}

function news(words: number): string {
  return SHAPES[0]!.make(words);
}

function manyFiles(count: number): [string, string][] {
  return Array.from({ length: count }, (_, i) => [`file-${i}.txt`, `Report ${i}\n\n${news(WORDS.file)}`]);
}

async function printPdf(pages: number): Promise<Uint8Array> {
  const document = new PDFDocument({ autoFirstPage: false, info: { CreationDate: new Date(0) } });
  const text = news(WORDS.page);
  for (let page = 1; page <= pages; page++) document.addPage().text(`Part ${page}\n\n${text}`, { paragraphGap: 9 });
  document.end();
  return new Uint8Array(await buffer(document));
}

function percentile(times: readonly number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.ceil(share * times.length) - 1] ?? Number.NaN;
}

function line(name: string, cells: readonly (string | number)[]): void {
  process.stdout.write(`${name.padEnd(24)}${cells.map((cell) => String(cell).padStart(10)).join('')}\n`);
}
