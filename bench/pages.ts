/**
 * How soon the pages are seen: `npm run -s bench:pages -- [--db FILE] [--slower 4] [--only WORDS]`. Opens each in headless Chromium with the
 * processor slowed down (Chrome DevTools Protocol, `Emulation.setCPUThrottlingRate`), as Lighthouse does, and measures first
 * contentful paint (the median of several loads without a cache), layout shift (the sum of all shifts, the page scrolled to
 * its end) and the size of scripts and styles, compressed. Fails where a page misses a bound. Without a database it reads the
 * bundled corpus into a temporary one.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { BrowserContext } from 'playwright-core';
import type { SearchResponse } from '../src/contract.ts';
import { openBrowser } from '../test/web/browser.ts';
import { runTriptych, startServer } from '../test/web/server.ts';

/** Loads of each page. */
const LOADS = 5;
/** Milliseconds to the first paint, summed layout shift, and bytes after gzip. */
const BOUNDS = { paint: 800, shift: 0, script: 60_000, style: 30_000 };
const SIZE = { width: 1280, height: 900 };

interface Measured {
  paint: number;
  shift: number;
  script: number;
  style: number;
}

const { values } = parseArgs({
  options: { db: { type: 'string' }, slower: { type: 'string', default: '4' }, only: { type: 'string', default: '' } },
});
const folder = mkdtempSync(join(tmpdir(), 'triptych-pages-'));
const db = values.db ?? join(folder, 'triptych.db');
if (!values.db) await runTriptych('ingest', 'corpus/documents', '--db', db);
const server = await startServer(db);
const browser = await openBrowser();
let missed = 0;
try {
  const context = await browser.newContext({ viewport: SIZE, baseURL: server.url });
  console.log(`processor slowed down ${values.slower} times; medians of ${LOADS} loads`);
  console.log('  paint   shift   script    style');
  for (const address of await listPages(server.url)) {
    if (!address.includes(values.only)) continue;
    const all: Measured[] = [];
    // The first load is of an answer that the server has not made yet.
    for (let i = 0; i <= LOADS; i++) all.push(await measure(context, address));
    const paint = median(all.slice(1).map((one) => one.paint));
    const { script, style } = all[0]!;
    const shift = Math.max(...all.map((one) => one.shift));
    const isMissed = paint > BOUNDS.paint || shift > BOUNDS.shift || script > BOUNDS.script || style > BOUNDS.style;
    if (isMissed) missed++;
    const kilobytes = [script, style].map((bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(8)).join(' ');
    const figures = `${paint.toFixed(0).padStart(4)} ms  ${shift.toFixed(4)} ${kilobytes}`;
    console.log(`${figures}  ${address}${isMissed ? '  <- misses a bound' : ''}`);
  }
} finally {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true });
}
process.exitCode = missed > 0 ? 1 : 0;

async function listPages(url: string): Promise<string[]> {
  const { claims } = (await (await fetch(`${url}/search.json?query=network&limit=1`)).json()) as SearchResponse;
  const { id, document, speaker, text } = claims[0]!;
  return [
    ...[
      '/',
      '/search?query=clean+network',
      '/compare',
      '/compare?topic=5g-equipment',
      '/documents',
      '/audit',
      '/about',
    ],
    `/verify?${new URLSearchParams({ quotation: text })}`,
    `/documents/${encodeURIComponent(document)}?claim=${id}#${id}`,
    ...[`/claims/${id}`, '/speakers', `/speakers/${encodeURIComponent(speaker.id)}`, '/topics', '/topics/cloud'],
    ...['/sources', '/corrections', '/api'],
  ];
}

async function measure(context: BrowserContext, address: string): Promise<Measured> {
  const page = await context.newPage();
  const protocol = await context.newCDPSession(page);
  await protocol.send('Emulation.setCPUThrottlingRate', { rate: Number(values.slower) });
  await protocol.send('Network.setCacheDisabled', { cacheDisabled: true });
  const sizes = { script: 0, style: 0 };
  page.on('response', async (response) => {
    const kind = { script: 'script', stylesheet: 'style' }[response.request().resourceType()] as 'script' | undefined;
    if (kind) sizes[kind] += gzipSync(await response.body()).length;
  });
  await page.addInitScript(() => {
    const shifts = globalThis as unknown as { shifts: number };
    shifts.shifts = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.shifts += (entry as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(address, { waitUntil: 'networkidle' });
  await page.mouse.wheel(0, 20_000);
  await page.waitForTimeout(200);
  const seen = await page.evaluate(() => ({
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.POSITIVE_INFINITY,
    shift: (globalThis as unknown as { shifts: number }).shifts,
  }));
  await page.close();
  return { ...seen, ...sizes };
}

function median(numbers: number[]): number {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}
