import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClaimView, SearchResponse } from '../../src/contract.ts';
import { copyBundled } from '../bundled.ts';
import { addReport, signIn } from './adding.ts';
import { openBrowser } from './browser.ts';
import { runTriptych, startServer } from './server.ts';

const SHARED = fileURLToPath(new URL('../../../shared/corpus', import.meta.url));
const TOKEN = 'token-of-the-editors';
const SIZE = { width: 1280, height: 900 };
const HOSTILE = [
  'A notice',
  'The minister said “<script>alert(1)</script> is not a plan that any country can accept today”.',
  'The ministry said that <img src="http://example.org/x.png" onerror="alert(2)"> data must be protected.',
  'The office warned that <svg onload="alert(3)"> and [this](javascript:alert(4)) threaten the undersea cables of all.',
  'The agency said that “\u202Etfel ot thgir\u202C and zero\u200Bwidth words are part of the network security rules”.',
].join('\n\n');

let folder: string;
let browser: Browser;
let server: Awaited<ReturnType<typeof startServer>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'triptych-jobs-'));
  const db = join(folder, 'triptych.db');
  const hostile = join(folder, 'hostile <b>"notice".txt');
  writeFileSync(hostile, HOSTILE);
  await copyBundled(db);
  // What lies beside the project, where it does, is read too: texts in other forms than the bundled ones.
  await runTriptych('ingest', hostile, ...[SHARED].filter(existsSync), '--db', db);
  [browser, server] = await Promise.all([openBrowser(), startServer(db, TOKEN)]);
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe.each([
  { scripts: true, name: 'with scripts' },
  { scripts: false, name: 'without scripts' },
])('In a browser $name,', ({ scripts }) => {
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  beforeEach(async () => {
    context = await browser.newContext({ viewport: SIZE, javaScriptEnabled: scripts, baseURL: server.url });
    page = await context.newPage();
    complaints = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(server.url)) complaints.push(`request: ${request.url()}`);
    });
  });

  afterEach(async () => {
    await context.close();
    expect(complaints).toEqual([]);
  });

  it('the researcher filters by a topic and takes the claims along as CSV', async () => {
    await page.goto('/search');
    const topic = page.getByRole('group', { name: 'Topic' });
    await topic.locator('summary').click();
    const choice = await findTopicOfOnePage(topic);
    await topic.getByRole('checkbox', { name: choice }).check();
    if (!scripts) await page.getByRole('button', { name: 'Apply filters' }).click();
    await page.getByRole('link', { name: `Remove filter Topic: ${choice}` }).waitFor();
    const address = new URL(page.url());
    const shown = await idsOf(page.locator('.claim'));
    expect(shown.length).toBeGreaterThan(0);

    await page.getByText('Export or cite').click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /^All \d+ claims$/ }).click(),
    ]);
    const [header, ...rows] = parseCsv(readFileSync(await download.path(), 'utf8'));
    const column = (name: string) => rows.map((row) => row[header!.indexOf(name)]);
    expect(column('id')).toEqual(shown);
    for (const topics of column('topics')) expect(topics!.split(';')).toContain(address.searchParams.get('topic'));

    await page
      .getByRole('checkbox', { name: /^Select/ })
      .nth(1)
      .check();
    await page.getByLabel('As', { exact: true }).selectOption('RIS');
    const [ticked] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Only the selected' }).click(),
    ]);
    expect(readFileSync(await ticked.path(), 'utf8').match(/^ID {2}- .*$/gm)).toEqual([`ID  - ${shown[1]}`]);

    await page.goto(address.href);
    expect(await idsOf(page.locator('.claim'))).toEqual(shown);
    await page.getByRole('link', { name: `Remove filter Topic: ${choice}` }).click();
    await page.waitForURL((url) => !url.searchParams.has('topic'));
  });

  it('the student compares a topic and follows a claim to its place', async () => {
    await page.goto('/');
    await page.getByLabel('Topic', { exact: true }).selectOption('5g-equipment');
    await page.getByRole('button', { name: 'Compare' }).click();
    const names = await page.getByRole('columnheader').locator('.column-name').allTextContents();
    expect(names).toEqual(['China', 'Europe', 'United States']);
    for (const [column] of names.entries()) {
      const cells = page.locator(`.cells td:nth-child(${column + 1})`);
      const card = cells.locator('.claim').first();
      const [id] = await idsOf(card);
      await card.getByRole('link', { name: 'See it in the document' }).click();
      await expectInView(page.locator('mark.current').first());
      const { claim } = await getJson<ClaimView>(`/claims/${id}.json`);
      const marks = await page.locator('mark.current').allTextContents();
      expect(squeeze(marks.join(''))).toBe(squeeze(claim.text));
      await page.goBack();
    }
  });

  it('the editor pastes an altered quotation and sees which words differ', async () => {
    const { quotation, there, here, claim } = await alterQuotation();
    await page.goto('/verify');
    await page.getByLabel('Quotation').fill(quotation);
    await page.getByLabel('Speaker').fill(claim.speaker.name);
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByRole('heading', { name: 'Altered' }).waitFor();
    const place = page.locator('.place').first();
    expect((await place.locator('ins').allTextContents()).join()).toMatch(/^ \[(?:serious difference|differs): /);
    expect((await place.locator('ins').allTextContents()).join()).toContain(`: ${there}] `);
    expect((await place.locator('del').allTextContents()).join()).toContain(`: ${here}] `);
    expect(await place.locator('.differences').textContent()).toContain(
      `the document has “${there}”, the quotation “${here}”`,
    );
    expect(await page.locator('.verdict .attribution').textContent()).toMatch(/confirmed|reported/);

    await place.getByRole('link', { name: 'See it in the document' }).click();
    await expectInView(page.locator('#passage'));
    expect(squeeze((await page.locator('mark.current').allTextContents()).join(''))).toContain(there);
  });

  it('the editor has every quotation of a file checked', async () => {
    const { quotation, claim } = await alterQuotation();
    await page.goto('/verify');
    await page.locator('.draft-form summary').click();
    const buffer = Buffer.from(`A draft\n\n“${claim.text}” and “${quotation}”, ${claim.speaker.name} said.`);
    await page.getByLabel('or a file').setInputFiles({ name: 'draft.txt', mimeType: 'text/plain', buffer });
    await page.getByRole('button', { name: 'Check all quotations' }).click();
    await page.locator('#report').waitFor();
    const verdicts = await page.locator('.quotation h3').allTextContents();
    expect(verdicts).toEqual([expect.stringContaining('Verbatim'), expect.stringContaining('Altered')]);
  });

  it('the editor signs in, walks the queue, corrects a label, and takes it back', async () => {
    await page.goto('/queue');
    expect(await page.locator('form[method=post]').count()).toBe(0);
    expect(await page.getByRole('main').getByRole('link', { name: 'Sign in' }).getAttribute('href')).toBe('/sign-in');
    await signIn(page, TOKEN);
    const press = async (key: string, button: string | RegExp) => {
      if (scripts) {
        await page.locator('.keys[data-ready]').waitFor();
        await page.keyboard.press(key);
      } else await page.getByRole('main').locator('a, button').filter({ hasText: button }).click();
    };
    await press('j', 'Skip →');
    await page.waitForURL('**/queue?offset=1');
    const claim = await page.locator('.queue-claim a').getAttribute('href');
    const [, total] = /of (\d+)/.exec((await page.locator('.queue-steps').textContent())!)!;
    await page.getByLabel('Cloud services').check();
    await page.getByLabel('Undersea cables').check();
    await page.getByLabel(/^Why/).fill('As the page has it');
    // Keys are for writing where one writes.
    await page.getByLabel('Undersea cables').focus();
    await press('s', 'Save what I changed');
    await expect.poll(() => page.locator('.queue-steps').textContent()).toContain(`2 of ${Number(total) - 1}`);

    await page.goto(claim!);
    const entry = page.locator('.history > li').last();
    expect(await entry.textContent()).toMatch(/Mia Field corrected.*As the page has it/);
    await entry.getByRole('button', { name: 'Undo' }).click();
    await page.locator('.history .past').first().waitFor();
    expect(await page.locator('.history > li').last().textContent()).toContain('took back');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.goto(claim!);
    expect(await page.locator('form[method=post]').count()).toBe(0);
  });

  it('the editor adds a file, mends its date, and reads what its next version has otherwise', async () => {
    const name = scripts ? 'harbours.txt' : 'harbours-again.txt';
    await signIn(page, TOKEN);
    await addReport(page, name);
    expect(await page.locator('#report').textContent()).toBe('Added');
    expect((await page.locator('.claim .words').allTextContents()).join()).toContain('open to every ship');
    await page.getByText('Correct what is known of it').click();
    await page.getByLabel('Date', { exact: true }).fill('2020-08');
    await page.getByRole('button', { name: /^Save/ }).click();
    await page.locator('.byline').waitFor();
    expect(await page.locator('.byline').textContent()).toContain('August 2020');
    await addReport(page, name, { amended: true });
    // Axe is a script.
    if (scripts) expect(await look(page, 'an addition')).toEqual([]);
    await page.setViewportSize(SIZE);
    await page.goto(`/documents/${name}`);
    await page.locator('.facts > summary').click();
    await page.getByRole('link', { name: 'What changed' }).click();
    expect((await page.locator('del').allTextContents()).join()).toContain('rejected');
    expect((await page.locator('ins').allTextContents()).join()).toContain('welcomed');
    if (scripts) expect(await look(page, 'what changed')).toEqual([]);
  });

  it('hostile text is shown as text: no dialog, no request', async () => {
    await page.goto('/documents');
    await page.getByRole('link', { name: 'notice' }).first().click();
    await page.locator('article.text').waitFor();
    expect(await page.locator('article.text').textContent()).toContain('<script>alert(1)</script> is not a plan');
    const about = await page
      .locator('.claim-list .aside a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')!));
    expect(about.length).toBeGreaterThan(2);
    for (const address of about) {
      await page.goto(address);
      await page.locator('.facts-list a.speaker, .facts-list a').first().click();
      await page.locator('.inside').waitFor();
    }
    expect(await page.locator('a[href^="javascript:" i]').count()).toBe(0);
    for (const query of ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '\u202Eminister']) {
      await page.goto(`/search?${new URLSearchParams({ query, speaker: query, from: '2020' })}`);
      expect(await page.getByLabel('Words to search for').inputValue()).toBe(query);
    }
  });
});

it('Every claim found is an annotation whose selectors find its words in the text that it names', async () => {
  const found = await fetch(`${server.url}/search.json?query=network&limit=20`);
  const { claims } = (await found.json()) as SearchResponse;
  expect(claims.length).toBeGreaterThan(5);
  for (const claim of claims) {
    const response = await fetch(`${server.url}/claims/${claim.id}.jsonld`);
    expect(response.headers.get('content-type')).toContain('application/ld+json');
    const { target } = (await response.json()) as {
      target: { source: { id: string }; selector: [{ exact: string }, { start: number; end: number }] };
    };
    const text = await (await fetch(target.source.id)).text();
    const [quote, position] = target.selector;
    expect(quote.exact).toBe(claim.text);
    expect([...text].slice(position.start, position.end).join('')).toBe(claim.text);
  }
});

describe('The script', () => {
  it('sends a quotation that is too long for an address', async () => {
    const page = await browser.newPage({ baseURL: server.url });
    await page.goto('/verify');
    await page.getByLabel('Quotation').fill('网络安全不是一个国家的事情。'.repeat(300));
    await page.getByRole('button', { name: 'Check' }).click();
    await page.locator('.verdict').waitFor();
    await page.close();
  });

  it('lets results follow what is typed, by the address that the form has', async () => {
    const page = await browser.newPage({ baseURL: server.url, viewport: SIZE });
    await page.goto('/search?bloc=china');
    const before = await page.locator('#found').textContent();
    await page.getByLabel('Words to search for').pressSequentially('"clean network" data', { delay: 20 });
    await page.waitForURL(/query=%22clean\+network%22\+data/);
    await expect.poll(() => page.locator('#found').textContent()).not.toBe(before);
    const shown = await idsOf(page.locator('.claim'));
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).name)).toBe('query');
    expect(await page.getByRole('status').first().textContent()).toBe(await page.locator('#found').textContent());
    expect(await page.title()).toContain('"clean network" data');
    await page.reload();
    expect(await idsOf(page.locator('.claim'))).toEqual(shown);
    await page.close();
  });

  it('goes from claim to claim by keys, and keeps the margin and the address with the reader', async () => {
    const { claims } = await getJson<SearchResponse>('/search.json?query=network');
    const page = await browser.newPage({ baseURL: server.url, viewport: SIZE });
    await page.goto(`/documents/${encodeURIComponent(claims[0]!.document)}`);
    await page.locator('.keys[data-ready]').waitFor();
    const cards = page.locator('[data-claim]');
    const last = await cards.last().locator('a').first().getAttribute('href');
    const below = await browser.newPage({ baseURL: server.url, viewport: SIZE });
    await below.goto(last!);
    await expectInView(below.locator('[data-claim]').last());
    await below.close();
    const third = await cards.nth(2).getAttribute('data-claim');
    for (const key of ['j', 'j', 'j', 'j', 'k']) await page.keyboard.press(key);
    expect(new URL(page.url()).searchParams.get('claim')).toBe(third);
    await expectInView(page.locator(`mark.current[data-claims~="${third}"]`).first());
    await expectInView(cards.nth(2));
    await page.locator('.text').evaluate((text) => text.lastElementChild!.scrollIntoView());
    await page.mouse.wheel(0, 50);
    await expect.poll(() => page.locator('.claim-list .current').count()).toBe(0);
    await page.getByRole('button', { name: 'Turn keys off' }).click();
    const address = page.url();
    await page.keyboard.press('k');
    expect(page.url()).toBe(address);
    await page.close();
  });

  it('copies a citation', async () => {
    const { claim } = await alterQuotation();
    const page = await browser.newPage({ baseURL: server.url });
    await page.goto(`/claims/${claim.id}`);
    const button = page.locator('[data-copy=citation-plain]');
    await button.click();
    await expect.poll(() => button.textContent()).toMatch(/Copied|Selected/);
    await page.close();
  });

  it('keeps the field in focus when a filter is applied, and goes back with the browser', async () => {
    const page = await browser.newPage({ baseURL: server.url, viewport: SIZE });
    await page.goto('/search?query=network');
    const box = page.locator('#filters input[name=bloc][value=china]');
    await box.focus();
    await page.keyboard.press('Space');
    await page.waitForURL(/bloc=china/);
    await expect.poll(() => page.locator('#filters input[name=bloc][value=china]:focus').count()).toBe(1);
    expect(new Set(await page.locator('.claim .bloc').allTextContents())).toEqual(new Set(['China']));
    await page.goBack();
    await expect.poll(() => page.locator('.chip').count()).toBe(0);
    await page.close();
  });
});

/** The name of a topic whose claims fit on one page. */
async function findTopicOfOnePage(group: Locator): Promise<string> {
  const labels = await group.locator('li').all();
  for (const label of labels) {
    const name = (await label.locator('.value').textContent()) ?? '';
    const count = Number.parseInt((await label.locator('.count').textContent()) ?? '', 10);
    if (count > 2 && count <= 20) return name;
  }
  throw new Error('no topic has between 3 and 20 claims');
}

/** A quotation of the corpus with one word of it replaced. */
async function alterQuotation() {
  const { claims } = await getJson<SearchResponse>('/search.json?manner=direct&limit=200');
  for (const claim of claims) {
    const words = claim.text.split(' ');
    const there = words[5];
    if (words.length < 10 || !there || !/^[a-z]{4,}$/.test(there)) continue;
    const here = 'purple';
    return { claim, there, here, quotation: words.with(5, here).join(' ') };
  }
  throw new Error('no quotation of ten words');
}

async function getJson<T>(address: string): Promise<T> {
  const response = await fetch(server.url + address);
  expect(response.status).toBe(200);
  return (await response.json()) as T;
}

it('Everything is reached by the Tab key, in the order in which it stands, and shows that it is', async () => {
  const page = await browser.newPage({ baseURL: server.url, viewport: SIZE });
  for (const address of ['/', '/verify', '/compare', '/search?query=cables&limit=2']) {
    await page.goto(address);
    const all = await page.evaluate(listFields);
    const reached: string[] = [];
    for (const _ of all) {
      await page.keyboard.press('Tab');
      reached.push(await page.evaluate(nameFocused));
    }
    expect(reached, address).toEqual(all);
    expect(all.length).toBeGreaterThan(15);
  }
  await page.close();
});

/** All that can be operated on a page, in the order of the document. Runs in the browser. */
function listFields(): string[] {
  const fields = document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary');
  return [...fields].flatMap((field, i) => {
    field.setAttribute('data-number', String(i));
    return field.checkVisibility({ contentVisibilityAuto: true }) ? [`${i} ${field.tagName}`] : [];
  });
}

/** What has the focus, if it shows that. Runs in the browser. */
function nameFocused(): string {
  const field = document.activeElement!;
  const { outlineStyle, outlineWidth } = getComputedStyle(field);
  const isShown = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  return `${field.getAttribute('data-number')} ${field.tagName}${isShown ? '' : ', which does not show it'}`;
}

it('A comparison is a handout of two pages', async () => {
  const page = await browser.newPage({ baseURL: server.url });
  for (const asked of ['topic=5g-equipment', 'topic=alliances&other=1']) {
    await page.goto(`/compare?${asked}`);
    const printed = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(printed.match(/\/Type\s*\/Page\b/g)!.length).toBeLessThanOrEqual(2);
  }
  await page.close();
});

it('Nothing moves by itself for who has asked for less motion, and little for others', async () => {
  const page = await browser.newPage({ baseURL: server.url, viewport: SIZE });
  const { claims } = await getJson<SearchResponse>('/search.json?query=network&limit=1');
  const { id, document: name } = claims[0]!;
  const moving: Record<string, string[]> = {};
  for (const reducedMotion of ['no-preference', 'reduce'] as const) {
    await page.emulateMedia({ reducedMotion });
    moving[reducedMotion] = [];
    for (const address of [
      '/',
      `/documents/${encodeURIComponent(name)}?claim=${id}`,
      '/compare?topic=cloud',
      '/about',
    ]) {
      await page.goto(address);
      await page.locator('main a').first().focus();
      moving[reducedMotion].push(...(await page.evaluate(findMoving)));
    }
  }
  expect([...new Set(moving['no-preference'])].sort()).toEqual(['animation of .under-way', 'scrolling of HTML']);
  expect(moving['reduce']).toEqual([]);
  await page.close();
});

it('Marked words keep a ground of their own where the reader has chosen the colours', async () => {
  const page = await browser.newPage({ baseURL: server.url, forcedColors: 'active', colorScheme: 'dark' });
  await page.goto('/search?query=network&limit=1');
  const { color, ground } = await page
    .locator('mark')
    .first()
    .evaluate((mark) => ({ color: getComputedStyle(mark).color, ground: getComputedStyle(mark).backgroundColor }));
  expect(ground).toMatch(/^rgb\(/);
  expect(color).not.toBe(ground);
  await page.close();
});

/** What moves by itself on a page, or would with a step of an addition under way. Runs in the browser. */
function findMoving(): string[] {
  const step = document.createElement('div');
  step.innerHTML = '<ol class="progress"><li class="under-way"><span class="sign"></span></li></ol>';
  document.body.append(step);
  return [...document.querySelectorAll('*')].flatMap((element) =>
    ['', '::before', '::after'].flatMap((pseudo) => {
      const { transitionDuration, animationName, animationDuration, scrollBehavior } = getComputedStyle(
        element,
        pseudo,
      );
      const isTimed = (durations: string) => durations.split(', ').some((one) => Number.parseFloat(one) > 0);
      return [
        ...(isTimed(transitionDuration) ? [`transition of ${element.tagName}`] : []),
        ...(animationName !== 'none' && isTimed(animationDuration)
          ? [`animation of ${element.closest('.under-way') ? '.under-way' : element.tagName}`]
          : []),
        ...(scrollBehavior === 'smooth' && pseudo === '' ? [`scrolling of ${element.tagName}`] : []),
      ];
    }),
  );
}

it('No page has anything that axe-core finds, light or dark, and none is wider than its window', {
  timeout: 240_000,
}, async () => {
  const context = await browser.newContext({ baseURL: server.url, viewport: SIZE });
  const signing = await context.newPage();
  await signing.goto('/sign-in');
  const complaints = await examine(signing, '/sign-in');
  await signIn(signing, TOKEN);
  const waiting = await listPages();
  await signing.goto('/verify');
  await signing.locator('.draft-form summary').click();
  await signing.getByLabel('Draft').fill(await writeDraft());
  await signing.getByRole('button', { name: 'Check all quotations' }).click();
  await signing.locator('#report').waitFor();
  complaints.push(...(await look(signing, 'a draft')));
  const work = async () => {
    const page = await context.newPage();
    for (let address = waiting.pop(); address !== undefined; address = waiting.pop())
      complaints.push(...(await examine(page, address)));
  };
  await Promise.all([work(), work()]);
  await context.close();
  expect(complaints.join('\n')).toBe('');
});

/** A draft with a quotation as it stands, and one that was altered. */
async function writeDraft(): Promise<string> {
  const { claim, quotation } = await alterQuotation();
  return [claim.text, quotation].map((words) => `“${words}” ${claim.speaker.name} said.`).join('\n\n');
}

/** Every page that can be opened by its address, once. */
async function listPages(): Promise<string[]> {
  const { claims } = await getJson<SearchResponse>('/search.json?query=network&limit=1');
  const { id, document, speaker } = claims[0]!;
  const quotation = new URLSearchParams({ quotation: claims[0]!.text.replace(/\w+$/, 'amended') });
  return [
    ...[
      '/',
      '/search?query=network&limit=5',
      '/about',
      '/audit',
      '/corrections',
      '/queue',
      '/add',
      '/claims/none',
      '/api',
    ],
    ...[
      '/compare',
      '/compare?topic=5g-equipment&other=1&limit=5',
      '/compare?speaker=Mike+Pompeo&speaker=Wang+Yi&limit=5',
    ],
    ...[
      `/verify?${quotation}`,
      '/documents',
      `/documents/${encodeURIComponent(document)}?claim=${id}`,
      '/documents/prague-proposals.pdf/pages/1',
      `/claims/${id}`,
    ],
    ...['/speakers', `/speakers/${speaker.id}`, '/topics', '/topics/cloud', '/sources', '/sources/global-times'],
  ];
}

/** What is wrong with a page: all that axe-core finds with everything unfolded, contrasts in the dark too, and what sticks out. */
async function examine(page: Page, address: string): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(SIZE);
  await page.goto(address);
  return look(page, address);
}

async function look(page: Page, name: string): Promise<string[]> {
  await page.locator('details').evaluateAll((all) => {
    for (const one of all) one.setAttribute('open', '');
  });
  await page.evaluate(axe.source);
  const complaints: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const found = await page.evaluate(async (isDark) => {
      const options: axe.RunOptions = { resultTypes: ['violations'], ...(isDark && { runOnly: ['color-contrast'] }) };
      const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, options);
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
    }, colorScheme === 'dark');
    complaints.push(...found.map((one) => `${name}, ${colorScheme}: ${one}`));
  }
  for (const width of [360, 2560]) {
    await page.setViewportSize({ width, height: SIZE.height });
    if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth))
      complaints.push(`${name} is wider than ${width} pixels`);
  }
  return complaints;
}

async function idsOf(cards: Locator): Promise<string[]> {
  const links = await cards.getByRole('link', { name: 'Details and citation' }).all();
  const addresses = await Promise.all(links.map((link) => link.getAttribute('href')));
  return addresses.map((address) => decodeURIComponent(address!.replace('/claims/', '')));
}

async function expectInView(element: Locator): Promise<void> {
  await element.waitFor();
  const top = async () => (await element.boundingBox())?.y ?? -1;
  await expect.poll(top).toBeGreaterThanOrEqual(0);
  await expect.poll(top).toBeLessThan(SIZE.height);
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** RFC 4180. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    if (quoted === undefined && bare === '' && end === '') break;
    rows.at(-1)!.push(quoted === undefined ? bare! : quoted.replaceAll('""', '"'));
    if (end !== ',') rows.push([]);
  }
  return rows.filter((row) => row.length > 0);
}
