import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { load } from 'cheerio';
import PDFDocument from 'pdfkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Addition } from '../../src/adding/contract.ts';
import { workHere } from '../../src/adding/hand.ts';
import { keepUpload } from '../../src/adding/upload.ts';
import { createApp, listen } from '../../src/api/index.ts';
import { parseConfig } from '../../src/config.ts';
import { Knowledge } from '../../src/knowledge.ts';
import { openWorkshop } from '../../src/workshop.ts';
import { openSmallWeb, type SmallWeb } from '../web-server.ts';

const TOKEN = 'token-of-the-editors';
const REPORT = 'The minister of harbours, Ada Stone, said on Monday that “the new quays must be open to every ship”.';
const PAGE = `<!doctype html><title>A page on quays</title><article><h1>A page on quays</h1><p>${REPORT}</p></article>`;

let folder: string;
let knowledge: Knowledge;
let web: SmallWeb;
let site: Awaited<ReturnType<typeof listen>>;
let cookie: string;
let form: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'triptych-adding-'));
  const config = parseConfig({ TRIPTYCH_DB: join(folder, 'test.db') });
  knowledge = await Knowledge.open(config);
  web = await openSmallWeb((request, response) => {
    if (request.url === '/page') response.writeHead(200, { 'Content-Type': 'text/html' }).end(PAGE);
  });
  const hand = workHere(async () => ({ ...(await openWorkshop(knowledge, config)), fetcher: web.fetcher() }));
  site = await listen(createApp(knowledge, { token: TOKEN, hand, folder: join(folder, 'documents') }), 0);
  const signed = await fetch(`${site.url}/sign-in`, {
    method: 'POST',
    body: new URLSearchParams({ token: TOKEN, name: 'Mia Field' }),
    redirect: 'manual',
  });
  cookie = signed.headers.get('set-cookie')!.split(';')[0]!;
  form = load(await text('/add'))('input[name=form]')
    .last()
    .attr('value')!;
});
afterAll(async () => {
  await site.close();
  await web.close();
  await knowledge.close();
  rmSync(folder, { recursive: true });
});

async function text(path: string): Promise<string> {
  return (await fetch(site.url + path, { headers: { Cookie: cookie } })).text();
}

/** Sends the form with files by their names, and other fields. */
async function send(files: Record<string, string | Buffer>, fields: Record<string, string> = {}) {
  const body = new FormData();
  for (const [name, value] of Object.entries({ form, ...fields })) body.set(name, value);
  for (const [name, content] of Object.entries(files))
    body.append('file', new Blob([typeof content === 'string' ? content : new Uint8Array(content)]), name);
  const response = await fetch(`${site.url}/add`, {
    method: 'POST',
    body,
    headers: { Cookie: cookie },
    redirect: 'manual',
  });
  return { status: response.status, to: response.headers.get('location') ?? '', text: await response.text() };
}

/** What is told of an addition until it is done. */
async function follow(path: string): Promise<Addition[]> {
  const events = await text(`${path}/events`);
  return events
    .split('\n\n')
    .filter(Boolean)
    .map((event) => JSON.parse(event.replace(/^data: /, '')) as Addition);
}

describe('Adding documents', () => {
  it('is for editors with their own form alone', async () => {
    for (const path of ['/add', '/add/x', '/add/x/events'])
      expect((await fetch(site.url + path)).status, path).toBe(401);
    expect((await send({ 'a.txt': REPORT }, { form: 'other' })).status).toBe(401);
    expect(await send({})).toMatchObject({ status: 400, text: expect.stringContaining('Choose a file') });
    expect(knowledge.documents()).toEqual([]);
  });

  it('tells the steps of a file as they run, then the report and the claims', async () => {
    const { status, to } = await send({ 'harbours.txt': `A report on harbours\n\n${REPORT}` });
    expect(status).toBe(303);
    const told = await follow(to);
    expect(new Set(told.map(({ step }) => step))).toContain('attribute');
    expect(told.at(-1)).toMatchObject({
      state: 'done',
      outcome: { status: 'added', document: 'harbours.txt', claims: 1 },
    });
    const $ = load(await text(to));
    expect($('#report').text()).toBe('Added');
    expect($('.progress .done')).toHaveLength(6);
    expect($('.claim .words').text()).toContain('the new quays must be open to every ship');
    expect($('[data-events], noscript')).toHaveLength(0);
    expect(readFileSync(join(folder, 'documents', 'harbours.txt'), 'utf8')).toContain(REPORT);
  });

  it('lets a wrong date and publisher be mended on the spot, for good', async () => {
    const path = '/documents/harbours.txt/corrections';
    const mend = (fields: Record<string, string>) =>
      fetch(site.url + path, {
        method: 'POST',
        headers: { Cookie: cookie },
        body: new URLSearchParams({ form, ...fields }),
        redirect: 'manual',
      });
    const { title } = knowledge.getDocument('harbours.txt');
    expect((await mend({ title: title!, date: '' })).status).toBe(400);
    expect((await mend({ date: 'last week' })).status).toBe(400);
    expect((await mend({ date: '2020-08', publisher: 'Harbour News', note: 'As printed' })).status).toBe(303);
    expect(knowledge.getDocument('harbours.txt')).toMatchObject({
      date: '2020-08',
      publisher: 'Harbour News',
      corrections: [{ by: 'Mia Field', note: 'As printed' }],
    });
  });

  it('fetches an address, and reads no file of this machine for one', async () => {
    const { to } = await send({}, { address: web.at('quays.example', '/page') });
    const told = await follow(to);
    expect(told.at(-1)).toMatchObject({
      steps: expect.arrayContaining(['fetch']),
      outcome: { status: 'added', claims: 1 },
    });
    for (const address of [join(folder, 'test.db'), 'file:///etc/passwd'])
      expect(await send({}, { address }), address).toMatchObject({ status: 400 });
    expect(knowledge.documents()).toHaveLength(2);
  });

  it('says what failed, and goes on with the others', async () => {
    expect((await send({ 'broken.pdf': '%PDF-1.7 and no more', 'empty.txt': '', 'good.txt': REPORT })).to).toBe('/add');
    const links = load(await text('/add'))('.plain a')
      .toArray()
      .slice(0, 3);
    const [good, empty, broken] = await Promise.all(
      links.map(async (link) => (await follow(link.attribs['href']!)).at(-1)!),
    );
    expect([good!.outcome?.status, empty!.outcome?.error?.code]).toEqual(['added', 'EMPTY']);
    expect(broken!.outcome).toMatchObject({ status: 'failed', document: null, error: { code: 'CORRUPT' } });
    expect(await text(`/add/${broken!.id}`)).toContain(broken!.outcome!.error!.message.slice(1, 20));
    expect((await fetch(`${site.url}/add/unknown`, { headers: { Cookie: cookie } })).status).toBe(404);
  });
});

describe('A PDF', () => {
  const PRINTED = '/documents/printed.pdf/pages';

  it('is shown page by page as it is printed, as long as its file is the one that was read', async () => {
    const { to } = await send({
      'printed.pdf': await printPdf(['Of harbours', REPORT], ['Of lights', 'All is well.']),
    });
    expect((await follow(to)).at(-1)?.outcome).toMatchObject({ document: 'printed.pdf', claims: 2 });
    expect(
      load(await text('/documents/printed.pdf'))('.page-mark a')
        .first()
        .attr('href'),
    ).toBe(`${PRINTED}/1`);
    const $ = load(await text(`${PRINTED}/1`));
    expect($('.text').text()).toContain('Of harbours');
    expect($('.text').text()).not.toContain('Of lights');
    const box = $('.printed-claim').first().attr();
    expect(Number(box!['x'])).toBeGreaterThan(60);
    expect(Number(box!['width'])).toBeGreaterThan(100);
    const picture = await fetch(site.url + $('.printed image').attr('href')!);
    expect(picture.headers.get('content-type')).toBe('image/png');
    const png = Buffer.from(await picture.arrayBuffer());
    expect([png.toString('latin1', 1, 4), png.readUInt32BE(16)]).toEqual(['PNG', 1100]);
    expect((await fetch(`${site.url}${PRINTED}/3`)).status).toBe(404);
    expect((await fetch(`${site.url}/documents/good.txt/pages/1`)).status).toBe(404);

    const file = join(folder, 'documents', 'printed.pdf');
    const bytes = readFileSync(file);
    writeFileSync(file, Buffer.concat([bytes, Buffer.from('\n')]));
    expect(await text(`${PRINTED}/2`)).toContain('its file has changed since');
    rmSync(file);
    const gone = load(await text(`${PRINTED}/2`));
    expect(gone('.note').text()).toContain('its file is not where it was');
    expect(gone('.text').text()).toContain('All is well.');
    expect((await fetch(`${site.url}${PRINTED}/2.png`)).status).toBe(404);
  });
});

/** A PDF with these lines on each of its pages. */
async function printPdf(...pages: string[][]): Promise<Buffer> {
  const document = new PDFDocument({ compress: false, autoFirstPage: false, info: { CreationDate: new Date(0) } });
  for (const lines of pages) {
    document.addPage();
    for (const line of lines) document.text(line).moveDown();
  }
  document.end();
  return buffer(document);
}

describe('/api', () => {
  const ask = async (path: string, init: RequestInit & { token?: string } = {}) => {
    const { token = TOKEN, headers, ...rest } = init;
    const response = await fetch(site.url + path, {
      ...rest,
      headers: { ...headers, Authorization: `Bearer ${token}` },
    });
    return { status: response.status, body: await response.text() };
  };
  const send = (path: string, body: string, method = 'POST') =>
    ask(path, { method, body, headers: { 'Content-Type': path.includes('/file') ? '' : 'application/json' } });
  const added = (text: string) => (JSON.parse(text) as { additions: Addition[] }).additions[0]!;
  /** The events of an addition until it is done. */
  const told = async ({ id }: Addition) =>
    (await ask(`/api/additions/${id}/events`)).body
      .split('\n\n')
      .filter(Boolean)
      .map((event) => JSON.parse(event.replace(/^data: /, '')) as Addition);

  it('reads a file as it was sent, tells its steps, and mends what is wrong with it', async () => {
    const { status, body } = await send('/api/additions/file?name=../quays.txt&by=Ben', `On quays\n\n${REPORT}`);
    expect(status).toBe(202);
    const news = await told(added(body));
    expect(news.at(-1)).toMatchObject({
      source: 'quays.txt',
      by: 'Ben',
      outcome: { document: 'quays.txt', claims: 1 },
    });
    expect(JSON.parse((await ask(`/api/additions/${added(body).id}`)).body)).toEqual(news.at(-1));
    expect(added((await ask('/api/additions')).body)).toEqual(news.at(-1));
    const mended = await send(
      '/api/documents/quays.txt',
      JSON.stringify({ by: 'Ben', set: { date: '2020-08' } }),
      'PATCH',
    );
    expect(JSON.parse(mended.body)).toMatchObject({ document: { date: '2020-08' }, corrections: [{ by: 'Ben' }] });
  });

  it('fetches addresses, and says what is wrong with others, with a file, and with who sends them', async () => {
    const from = (...addresses: string[]) => send('/api/additions', JSON.stringify({ by: 'Ben', addresses }));
    const { status, body } = await from(web.at('quays.example', '/page?again'));
    expect([status, (await told(added(body))).at(-1)?.outcome?.error?.code]).toEqual([202, 'HTTP_STATUS']);
    for (const wrong of [
      await from(),
      await from(join(folder, 'test.db')),
      await send('/api/additions/file?name=a&by=b', ''),
    ])
      expect([wrong.status, JSON.parse(wrong.body).code]).toEqual([400, 'USAGE']);
    expect((await ask('/api/additions', { token: 'another' })).status).toBe(401);
    expect((await ask('/api/additions/none/events')).status).toBe(404);
    const reading = await send(
      '/api/documents/quays.txt',
      JSON.stringify({ by: 'Ben', set: { date: 'last week' } }),
      'PATCH',
    );
    expect(reading.status).toBeGreaterThanOrEqual(400);
    expect(reading.status).toBeLessThan(500);
  });

  it('says where a server reads no documents', async () => {
    const closed = await listen(createApp(knowledge, { token: TOKEN }), 0);
    const response = await fetch(`${closed.url}/api/additions`, { headers: { Authorization: `Bearer ${TOKEN}` } });
    expect([response.status, await response.json()]).toMatchObject([403, { code: 'READ_ONLY' }]);
    await closed.close();
  });
});

describe('A file that is kept', () => {
  it('stays in its folder, whatever its name, and beside others of that name unless it is their new version', async () => {
    const kept = join(folder, 'kept');
    const keep = (name: string, content: string, again = false) =>
      keepUpload(kept, { name, bytes: Buffer.from(content) }, again);
    const names = ['../../up.txt', '..\\up.txt', '.hidden.txt', 'a\u0000b.txt', '', '/', `${'long'.repeat(99)}.txt`];
    for (const name of names) await keep(name, name);
    const stored = readdirSync(kept);
    expect(stored).toHaveLength(names.length);
    for (const name of stored) expect(name).toMatch(/^[^./\\][^/\\]{0,139}$/);
    expect(await keep('x.txt', 'one')).toBe(await keep('x.txt', 'one'));
    expect(await keep('x.txt', 'two')).toBe(join(kept, 'x-2.txt'));
    expect(await keep('x.txt', 'three', true)).toBe(join(kept, 'x.txt'));
  });
});
