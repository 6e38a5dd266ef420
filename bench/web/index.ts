/**
 * Every page, form and operation of /api under load: `npm run -s bench:web -- [--claims 100000] [--connections 50]
 * [--seconds 30] [--addresses 100] [--only TEXT]`. Each route is asked for so many different things, first one after the
 * other, when nothing of it is known yet (what only reads, some of them before that, each right after a write); and then by all
 * connections at once (five where it writes), again and again. Fails where an answer is missing or of no success, or the
 * slowest of twenty takes 100 ms and more under load.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import { parseConfig } from '../../src/config.ts';
import { loadRegistry } from '../../src/registry.ts';
import { generated } from '../scale/generate.ts';
import { type Asked, type Editor, requestsOf, writeOf } from './addresses.ts';
import type { Served } from './serve.ts';

/** Milliseconds that 95 of 100 answers may take under load. */
const BOUND = 100;
/** Connections that write at one time: editors, who are few. */
const WRITERS = 5;
/** How many things are asked of a route right after a write. */
const AFTER_WRITES = 10;

const { values } = parseArgs({
  options: {
    claims: { type: 'string', default: '100000' },
    connections: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '30' },
    addresses: { type: 'string', default: '100' },
    only: { type: 'string', default: '' },
  },
});

/** Autocannon reads every body as text, which takes it longer than sending where bytes are no text: nothing is compressed. */
const HEADERS = { 'Accept-Encoding': 'identity' };

/** Milliseconds of answers, and how many requests failed. */
interface Answered {
  times: number[];
  failed: number;
}

const path = generated(Number(values.claims), loadRegistry(parseConfig(process.env).corpus));
const server = fork(fileURLToPath(new URL('serve.ts', import.meta.url)), [path, values.addresses]);
const [{ url, routes, token, samples }] = (await once(server, 'message')) as [Served];
const editor: Editor = { token, cookie: await signIn(token) };
print('', ['asked', 'first p50', 'first p95', 'written p95', 'p50', 'p95', 'p99', 'a second', 'failed']);
const missed: string[] = [];
for (const [route, requests] of requestsOf(routes, samples, editor)) {
  if (!route.includes(values.only)) continue;
  const written = await askAfterWrites(requests.filter(({ method }) => method === 'GET'));
  const first = await askOnce(requests);
  const { times, failed } = await load(requests);
  const rate = times.length / Number(values.seconds);
  const all = first.failed + written.failed + failed;
  const p95 = percentile(times, 0.95);
  if (all > 0 || times.length === 0 || p95 >= BOUND) missed.push(route);
  const figures = [percentile(first.times, 0.5), percentile(first.times, 0.95), percentile(written.times, 0.95)];
  const loaded = [percentile(times, 0.5), p95, percentile(times, 0.99), rate];
  print(route, [requests.length, ...[...figures, ...loaded].map(inWords), all]);
}
server.disconnect();
if (missed.length > 0) {
  process.stdout.write(`Under load 95 of 100 answers took ${BOUND} ms or more, or some failed: ${missed.join(', ')}\n`);
  process.exitCode = 1;
}

async function signIn(given: string): Promise<string> {
  const body = new URLSearchParams({ token: given, name: 'Somebody' });
  const response = await fetch(`${url}/sign-in`, { method: 'POST', body, redirect: 'manual' });
  return response.headers.get('set-cookie')!.split(';')[0]!;
}

/** As {@link askOnce}, and before each question a claim is corrected. */
async function askAfterWrites(requests: readonly Asked[]): Promise<Answered> {
  const all: Answered = { times: [], failed: 0 };
  for (const [i, request] of requests.slice(0, AFTER_WRITES).entries()) {
    const { failed: unwritten } = await askOnce([writeOf(samples[i % samples.length]!, editor)]);
    const { times, failed } = await askOnce([request]);
    all.times.push(...times);
    all.failed += failed + unwritten;
  }
  return all;
}

async function askOnce(requests: readonly Asked[]): Promise<Answered> {
  const answered: Answered = { times: [], failed: 0 };
  for (const { path, headers, ...init } of requests) {
    const began = performance.now();
    const response = await fetch(url + path, { ...init, headers: { ...HEADERS, ...headers } });
    await response.arrayBuffer();
    answered.times.push(performance.now() - began);
    if (!response.ok) {
      answered.failed++;
      process.stderr.write(`${response.status} ${path}\n`);
    }
  }
  return answered;
}

/** Every connection asks for everything, in an order that begins elsewhere. */
function load(requests: readonly Asked[]): Promise<Answered> {
  const answered: Answered = { times: [], failed: 0 };
  const connections = requests[0]?.method === 'PATCH' ? WRITERS : Number(values.connections);
  let begun = 0;
  const setupClient = (client: autocannon.Client) => {
    const from = Math.floor((begun++ * requests.length) / connections);
    const all = requests.map((one) => ({ ...one, headers: { ...HEADERS, ...one.headers } }));
    client.setRequests([...all.slice(from), ...all.slice(0, from)]);
  };
  return new Promise((resolve, reject) => {
    const run = autocannon({ url, connections, duration: Number(values.seconds), setupClient }, (error, result) => {
      if (error) return reject(error);
      answered.failed += result.errors + result.timeouts;
      resolve(answered);
    });
    run.on('response', (_client, status, _bytes, milliseconds) => {
      answered.times.push(milliseconds);
      if (status >= 400) answered.failed++;
    });
  });
}

function percentile(times: readonly number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.ceil(share * times.length) - 1] ?? Number.NaN;
}

/** Milliseconds, or answers a second; nothing where there are none. */
function inWords(figure: number): string {
  return Number.isNaN(figure) ? '–' : figure.toFixed(1);
}

function print(name: string, cells: readonly (string | number)[]): void {
  process.stdout.write(`${name.padEnd(36)}${cells.map((cell) => String(cell).padStart(11)).join('')}\n`);
}
