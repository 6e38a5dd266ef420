import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { BrowserContext } from 'playwright-core';
import type { SearchResponse } from '../src/contract.ts';
import { addReport, signIn } from './web/adding.ts';
import { openBrowser } from './web/browser.ts';
import { runTriptych, startServer } from './web/server.ts';

/**
 * Pictures of the pages, to be looked at: `npm run screenshots -- [--db FILE] [--out DIR] [--only NAME]`, the narrowest and widest
 * windows that the pages are made for among them. Without a
 * database it reads the bundled corpus into a temporary one; without a folder it makes one and prints its path.
 */
const VIEWS = {
  desktop: { size: { width: 1280, height: 900 }, media: 'screen', colorScheme: 'light' },
  phone: { size: { width: 360, height: 780 }, media: 'screen', colorScheme: 'light' },
  tablet: { size: { width: 768, height: 1024 }, media: 'screen', colorScheme: 'light' },
  wide: { size: { width: 2560, height: 1440 }, media: 'screen', colorScheme: 'light' },
  dark: { size: { width: 1280, height: 900 }, media: 'screen', colorScheme: 'dark' },
  /** As it would come out of a printer, A4 at 96 dots an inch. */
  print: { size: { width: 718, height: 1016 }, media: 'print', colorScheme: 'light' },
} as const;

interface Shot {
  name: string;
  address: string;
  /** What is sent to the address, where it is a form's. */
  form?: Record<string, string>;
  /** Only what a screen shows, where that is at an anchor; otherwise the whole page. */
  part?: true;
  /** As an editor sees it. */
  editor?: boolean;
}

const { values } = parseArgs({
  options: { db: { type: 'string' }, out: { type: 'string' }, only: { type: 'string', default: '' } },
});
const temporary = mkdtempSync(join(tmpdir(), 'triptych-screenshots-'));
const out = values.out ?? temporary;
const db = join(temporary, 'triptych.db');
mkdirSync(out, { recursive: true });
// A copy, since a document is added.
if (values.db) copyFileSync(values.db, db);
else await runTriptych('ingest', 'corpus/documents', '--db', db);
const TOKEN = 'token-for-the-screenshots';
const server = await startServer(db, TOKEN);
const browser = await openBrowser();
try {
  const reader = await browser.newContext({ baseURL: server.url });
  const editor = await browser.newContext({ baseURL: server.url });
  const added = await addVersions(editor);
  for (const shot of await listShots(server.url, added))
    if (shot.name.includes(values.only)) await capture(shot.editor ? editor : reader, shot);
} finally {
  await browser.close();
  await server.stop();
  for (const end of ['', '-wal', '-shm']) rmSync(db + end, { force: true });
}
console.log(out);

/** Adds two versions of a document; returns where that is told, and where their differences are. */
async function addVersions(context: BrowserContext): Promise<{ addition: string; changes: string }> {
  const page = await context.newPage();
  await signIn(page, TOKEN);
  await addReport(page, 'harbours.txt');
  await addReport(page, 'harbours.txt', { amended: true });
  const addition = new URL(page.url()).pathname;
  await page.close();
  return { addition, changes: '/documents/harbours.txt/changes' };
}

/** The shots follow the data: a quotation to verify and a claim to show are taken from what is found. */
async function listShots(url: string, added: { addition: string; changes: string }): Promise<Shot[]> {
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
    { name: 'home', address: '/' },
    { name: 'search', address: '/search?query=clean+network&topic=cloud' },
    { name: 'compare-topics', address: '/compare' },
    { name: 'compare', address: '/compare?topic=trust-standards', part: true },
    {
      name: 'compare-rows',
      address: '/compare?topic=5g-equipment#row-1',
      part: true,
    },
    { name: 'compare-months', address: '/compare?topic=evidence#timeline', part: true },
    {
      name: 'compare-speakers',
      address: '/compare?speaker=Mike+Pompeo&speaker=Wang+Yi&from=2020#row-1',
      part: true,
    },
    { name: 'verify', address: `/verify?${verify}` },
    { name: 'draft', address: '/verify', form: { draft } },
    { name: 'documents', address: '/documents' },
    { name: 'document', address: place, part: true },
    { name: 'claim', address: `/claims/${claim.id}` },
    { name: 'claim-editor', address: `/claims/${claim.id}#correct`, editor: true },
    { name: 'speakers', address: '/speakers' },
    { name: 'speaker', address: `/speakers/${claim.speaker.id}` },
    { name: 'topics', address: '/topics' },
    { name: 'topic', address: '/topics/5g-equipment' },
    { name: 'sources', address: '/sources' },
    { name: 'source', address: '/sources/global-times' },
    { name: 'queue', address: '/queue', editor: true },
    { name: 'corrections', address: '/corrections' },
    { name: 'addition', address: added.addition, editor: true },
    { name: 'changes', address: added.changes },
    { name: 'sheet', address: '/documents/prague-proposals.pdf/pages/1' },
    { name: 'add', address: '/add', editor: true },
    { name: 'sign-in', address: '/sign-in' },
    { name: 'audit', address: '/audit' },
    { name: 'reference', address: '/api', part: true },
    { name: 'about', address: '/about' },
    { name: 'error', address: '/claims/none' },
  ];
}

/** One page in all views. */
async function capture(context: BrowserContext, { name, address, form = {}, part }: Shot): Promise<void> {
  const page = await context.newPage();
  await page.goto(address);
  for (const [field, value] of Object.entries(form)) {
    await page.locator('details.draft-form summary').click();
    await page.locator(`[name=${field}]`).fill(value);
    await page.getByRole('button', { name: 'Check all quotations' }).click();
    await page.locator('#report').waitFor();
  }
  for (const [view, { size, ...media }] of Object.entries(VIEWS)) {
    await page.setViewportSize(size);
    await page.emulateMedia(media);
    // Where another width has put it.
    if (part) await page.evaluate(() => document.querySelector(':target')?.scrollIntoView());
    await page.screenshot({ path: join(out, `${name}-${view}.png`), fullPage: !part });
  }
  await page.close();
}
