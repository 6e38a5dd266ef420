import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import type { SearchResponse } from '../src/contract.ts';
import { openBrowser } from './web/browser.ts';
import { runTriptych, startServer } from './web/server.ts';

/**
 * Pictures of the pages, to be looked at: `npm run screenshots -- [--db FILE] [--out DIR] [--only NAME]`. Without a
 * database it reads the bundled corpus into a temporary one; without a folder it makes one and prints its path.
 */
const VIEWS = {
  desktop: { viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  phone: { viewport: { width: 390, height: 844 }, colorScheme: 'light' },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  /** As it would come out of a printer. */
  print: { viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
} as const;
type View = keyof typeof VIEWS;

interface Shot {
  name: string;
  address: string;
  /** What is sent to the address, where it is a form's. */
  form?: Record<string, string>;
  views: View[];
  /** The whole page, or only what a screen shows. */
  whole: boolean;
  /** As an editor sees it. */
  editor?: boolean;
}

const { values } = parseArgs({
  options: { db: { type: 'string' }, out: { type: 'string' }, only: { type: 'string' } },
});
const temporary = mkdtempSync(join(tmpdir(), 'triptych-screenshots-'));
const out = values.out ?? temporary;
const db = values.db ?? join(temporary, 'triptych.db');
mkdirSync(out, { recursive: true });
if (!values.db) await runTriptych('ingest', 'corpus/documents', '--db', db);
const TOKEN = 'token-for-the-screenshots';
const server = await startServer(db, TOKEN);
const browser = await openBrowser();
try {
  for (const shot of await listShots(server.url)) {
    if (values.only && !shot.name.includes(values.only)) continue;
    for (const view of shot.views) await capture(browser, server.url, shot, view);
  }
} finally {
  await browser.close();
  await server.stop();
  for (const end of ['', '-wal', '-shm']) if (!values.db) rmSync(db + end, { force: true });
}
console.log(out);

/** The shots follow the data: a quotation to verify and a claim to show are taken from what is found. */
async function listShots(url: string): Promise<Shot[]> {
  const response = await fetch(`${url}/search.json?query=clean+network`);
  const { claims } = (await response.json()) as SearchResponse;
  const claim = [...claims].sort((a, b) => b.text.length - a.text.length)[0]!;
  const altered = claim.text.replace(/\S+(\s+\S+)$/u, 'amended$1');
  const verify = new URLSearchParams({ quotation: altered, speaker: claim.speaker.name });
  const draft = claims
    .slice(0, 5)
    .map(
      ({ text, speaker }, i) =>
        `“${i % 2 ? text.replace(/ (?:is|are|was|has) /, '$&not ') : text}” ${speaker.name} said.`,
    )
    .join('\n\n');
  const place = `/documents/${encodeURIComponent(claim.document)}?claim=${claim.id}#${claim.id}`;
  return [
    { name: 'home', address: '/', views: ['desktop', 'phone'], whole: true },
    { name: 'search', address: '/search?query=clean+network&topic=cloud', views: ['desktop', 'phone'], whole: true },
    { name: 'compare-topics', address: '/compare', views: ['desktop'], whole: true },
    { name: 'compare', address: '/compare?topic=trust-standards', views: ['desktop', 'phone', 'dark'], whole: false },
    {
      name: 'compare-rows',
      address: '/compare?topic=5g-equipment#row-1',
      views: ['desktop', 'phone', 'dark', 'print'],
      whole: false,
    },
    { name: 'compare-months', address: '/compare?topic=evidence#timeline', views: ['desktop', 'phone'], whole: false },
    {
      name: 'compare-speakers',
      address: '/compare?speaker=Mike+Pompeo&speaker=Wang+Yi&from=2020#row-1',
      views: ['desktop'],
      whole: false,
    },
    { name: 'verify', address: `/verify?${verify}`, views: ['desktop', 'phone', 'dark'], whole: true },
    { name: 'draft', address: '/verify', form: { draft }, views: ['desktop', 'phone', 'dark'], whole: true },
    { name: 'documents', address: '/documents', views: ['desktop', 'phone'], whole: false },
    { name: 'document', address: place, views: ['desktop', 'phone'], whole: false },
    { name: 'claim', address: `/claims/${claim.id}`, views: ['desktop', 'phone', 'dark'], whole: true },
    { name: 'claim-editor', address: `/claims/${claim.id}#correct`, views: ['desktop'], whole: true, editor: true },
    { name: 'speakers', address: '/speakers', views: ['desktop', 'phone'], whole: true },
    { name: 'speaker', address: `/speakers/${claim.speaker.id}`, views: ['desktop', 'phone', 'dark'], whole: true },
    { name: 'topics', address: '/topics', views: ['desktop', 'phone'], whole: true },
    { name: 'topic', address: '/topics/5g-equipment', views: ['desktop', 'phone', 'dark', 'print'], whole: true },
    { name: 'sources', address: '/sources', views: ['desktop', 'phone'], whole: true },
    { name: 'source', address: '/sources/global-times', views: ['desktop', 'phone'], whole: true },
    { name: 'queue', address: '/queue', views: ['desktop', 'phone', 'dark'], whole: true, editor: true },
    { name: 'corrections', address: '/corrections', views: ['desktop', 'phone'], whole: true },
    { name: 'add', address: '/add', views: ['desktop', 'phone'], whole: true, editor: true },
    { name: 'sign-in', address: '/sign-in', views: ['desktop', 'phone'], whole: true },
    { name: 'audit', address: '/audit', views: ['desktop', 'phone'], whole: true },
    { name: 'reference', address: '/api', views: ['desktop', 'phone'], whole: false },
    { name: 'about', address: '/about', views: ['desktop', 'phone', 'dark'], whole: true },
    { name: 'error', address: '/claims/none', views: ['desktop'], whole: true },
  ];
}

async function capture(browser: Browser, url: string, shot: Shot, view: View): Promise<void> {
  const page = await browser.newPage(VIEWS[view]);
  if (view === 'print') await page.emulateMedia({ media: 'print' });
  if (shot.editor) {
    await page.goto(`${url}/sign-in`);
    await page.getByLabel('Your name').fill('Mia Field');
    await page.getByLabel('Token').fill(TOKEN);
    await page.getByRole('main').getByRole('button').click();
    await page.waitForURL('**/queue');
  }
  await page.goto(url + shot.address);
  for (const [name, value] of Object.entries(shot.form ?? {})) {
    await page.locator('details.draft-form summary').click();
    await page.locator(`[name=${name}]`).fill(value);
    await page.getByRole('button', { name: 'Check all quotations' }).click();
    await page.locator('#report').waitFor();
  }
  await page.screenshot({ path: join(out, `${shot.name}-${view}.png`), fullPage: shot.whole });
  await page.close();
}
