import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFiles, ingest, type Workshop } from '../../ingest/pipeline.ts';
import { createApp, listen } from '../../src/api/index.ts';
import { parseConfig } from '../../src/config.ts';
import { correctDocument } from '../../src/documents/correct.ts';
import { Knowledge } from '../../src/knowledge.ts';
import { printRefreshed } from '../../src/print.ts';
import { type Refreshed, refresh } from '../../src/refresh.ts';
import { openSmallWeb, type SmallWeb } from '../web-server.ts';

const page = (paragraphs: string[], canonical: string) =>
  `<!doctype html><html lang="en"><head><title>Cables</title><link rel="canonical" href="${canonical}">
   <meta name="author" content="Jane Doe"></head><body><script>fetch('/tracked')</script><main><h1>Cables</h1>
   ${paragraphs.map((words) => `<p>${words}</p>`).join('\n')}</main></body></html>`;

const SAFE = 'Minister Ada Stone said: “The cable is safe from all harm, and every citizen may rely on it.”';
const NEVER = 'Minister Ada Stone said: “The cable was never safe from all harm, and every citizen may rely on it.”';
const OPEN = 'Ambassador Tom Reed said that the network remains open to every company that obeys the law.';
const UNNAMED = 'A senior official of the port said that the harbour must stay open to the ships of every country.';
const GONE = 'Chancellor Mary Field argued that separate standards would split the internet into two.';

let folder: string;
let web: SmallWeb;
let knowledge: Knowledge;
let workshop: Workshop;
let paragraphs = [SAFE, OPEN, GONE];
let served = 200;

const address = () => web.at('paper.example', '/news/cables');
const collect = async (names: string[] = []): Promise<Refreshed[]> => {
  const all: Refreshed[] = [];
  for await (const one of refresh(workshop, names)) all.push(one);
  return all;
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'triptych-refresh-'));
  web = await openSmallWeb((request, response) => {
    if (request.url === '/news/harbour') {
      response.writeHead(200, { 'content-type': 'text/html' }).end(page([UNNAMED], request.url));
    }
    if (request.url !== '/news/cables') return;
    response.writeHead(served, { 'content-type': 'text/html; charset=windows-1252' });
    response.end(Buffer.from(page(paragraphs, 'https://another.example/spoofed'), 'utf8'));
  });
  knowledge = await Knowledge.open(parseConfig({ TRIPTYCH_DB: join(folder, 'web.db') }));
  const { store, embeddings, registry, embedder } = knowledge;
  workshop = { store, embeddings, registry, model: embedder.name, fetcher: web.fetcher() };
});
afterAll(async () => {
  await knowledge.close();
  await web.close();
  rmSync(folder, { recursive: true });
});

describe('A document of the web', () => {
  it('is read with its address, and kept as it came', async () => {
    const { files, failed } = await findFiles([`${address()}#part`, 'https://', 'ftp://paper.example/file']);
    expect(failed.map(({ error }) => error?.code)).toEqual(['BAD_ADDRESS', 'BAD_ADDRESS']);
    const [outcome] = await ingest(files, workshop, { given: { publisher: 'The Paper' } });
    expect(outcome).toMatchObject({ status: 'added', claims: 3 });
    const name = `paper.example:${web.port}/news/cables`;
    // Another site's address is not believed: it would make that site the publisher.
    expect(knowledge.getDocument(name)).toMatchObject({
      address: address(),
      title: 'Cables',
      author: 'Jane Doe',
      publisher: 'The Paper',
      snapshot: { address: address() },
    });
    expect(Buffer.from(knowledge.store.getSnapshot(name).bytes).toString()).toBe(
      page(paragraphs, 'https://another.example/spoofed'),
    );
    expect(knowledge.store.check()).toEqual([]);
  });

  it('has the same unnamed speakers when a person corrects what is known of it', async () => {
    const name = `paper.example:${web.port}/news/harbour`;
    const [outcome] = await ingest([web.at('paper.example', '/news/harbour')], workshop);
    expect(outcome?.error).toBeUndefined();
    const speakers = () => knowledge.getDocument(name).claimList.map(({ speaker }) => speaker);
    const before = speakers();
    expect(before).toMatchObject([{ kind: 'unnamed', name: 'A senior official of the port' }]);
    await correctDocument(workshop, name, { by: 'Mia', note: null, set: { title: 'The harbour' } });
    expect(speakers()).toEqual(before);
    knowledge.store.remove(name);
  });

  it('is fetched once, however often it is read', async () => {
    const before = web.asked.length;
    expect(await ingest([address()], workshop)).toMatchObject([{ status: 'unchanged' }]);
    expect(await ingest([address()], workshop, { given: { title: 'Better' } })).toMatchObject([
      { status: 'relabelled' },
    ]);
    expect(knowledge.documents()).toMatchObject([{ title: 'Better', publisher: 'The Paper' }]);
    expect(web.asked.length).toBe(before);
  });

  it('is shown as plain text, in which nothing is active', async () => {
    const server = await listen(createApp(knowledge), 0);
    try {
      const name = encodeURIComponent(knowledge.documents()[0]!.name);
      const response = await fetch(`${server.url}/documents/${name}/snapshot`);
      expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
      const text = await response.text();
      expect(text).toContain(`Address: ${address()}`);
      expect(text).toContain('content-type: text/html; charset=windows-1252');
      expect(text).toContain("<script>fetch('/tracked')</script>");
      expect(await (await fetch(`${server.url}/documents/${name}`)).text()).toContain(`/documents/${name}/snapshot`);
    } finally {
      await server.close();
    }
  });
});

describe('Refreshing', () => {
  it('finds nothing where the page has not changed, and keeps what a person said of it', async () => {
    expect(await collect()).toMatchObject([{ status: 'unchanged', checked: 0, lost: [] }]);
    expect(knowledge.documents()).toMatchObject([{ title: 'Better', publisher: 'The Paper' }]);
  });

  it('makes a version where the text changed, and says which claims and quotations of it no longer stand', async () => {
    const copy = join(folder, 'other.txt');
    writeFileSync(copy, `The Other reported. ${SAFE}`);
    await ingest([copy], workshop);
    paragraphs = [NEVER, OPEN];
    const [refreshed] = await collect([knowledge.documents().find(({ name }) => name !== 'other.txt')!.name]);
    expect(refreshed).toMatchObject({ status: 'changed', checked: 4 });
    const lost = refreshed!.lost.map(({ claim, now, differences }) => [
      claim.document.split(':')[0],
      now,
      differences.map(({ kind, expected, found }) => ({ kind, expected, found })),
    ]);
    const altered = [{ kind: 'negation', expected: 'was never', found: 'is' }];
    expect(lost).toEqual([
      ['paper.example', expect.stringContaining('was never safe'), altered],
      ['paper.example', null, []],
      ['other.txt', expect.stringContaining('was never safe'), altered],
    ]);
    const printed = printRefreshed(refreshed!);
    expect(
      printed.split(lost[0]![1] as string),
      'one and the same quotation of two documents is told once',
    ).toHaveLength(2);
    expect(printed).toMatch(/negation \(SERIOUS\).*\n +quoted in other\.txt \(\w+\)\n/);
    expect(knowledge.stats()).toMatchObject({ documents: 2, versions: 3 });
    const old = refreshed!.lost[0]!.claim;
    expect(knowledge.store.getSnapshot(old.document, old.version).bytes.toString()).toContain('The cable is safe');
    expect(knowledge.store.check()).toEqual([]);
  });

  it('notices that a page is as it was before', async () => {
    paragraphs = [SAFE, OPEN, GONE];
    expect(await collect()).toMatchObject([{ status: 'changed', checked: 2, lost: [{}] }]);
    expect(knowledge.stats().versions).toBe(3);
  });

  it('keeps everything where the page is gone', async () => {
    served = 410;
    expect(await collect()).toMatchObject([{ status: 'failed', error: { code: 'HTTP_STATUS' } }]);
    expect(knowledge.stats()).toMatchObject({ documents: 2, versions: 3 });
    await expect(collect(['other.txt'])).rejects.toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
  });
});
