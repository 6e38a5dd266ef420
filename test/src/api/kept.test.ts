import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createApp, listen } from '../../../src/api/index.ts';
import { keepAnswers } from '../../../src/api/kept.ts';
import { parseConfig } from '../../../src/config.ts';
import { Knowledge } from '../../../src/knowledge.ts';
import { Store } from '../../../src/store/index.ts';

const EMPTY = '/search.json';

describe('An answer', () => {
  const folder = mkdtempSync(join(tmpdir(), 'triptych-kept-'));
  const path = join(folder, 'kept.db');
  let knowledge: Knowledge;
  let server: { url: string; close: () => Promise<void> };
  const get = (address: string, headers: Record<string, string> = {}) => fetch(server.url + address, { headers });
  const tagOf = async (address: string, headers?: Record<string, string>) =>
    (await get(address, headers)).headers.get('etag');

  beforeAll(async () => {
    knowledge = await Knowledge.open(parseConfig({ TRIPTYCH_DB: path }));
    server = await listen(createApp(knowledge), 0);
  });
  afterAll(async () => {
    await server.close();
    await knowledge.close();
    rmSync(folder, { recursive: true });
  });

  it('is the same when it is asked for again, with the same strong tag, and headers like the first', async () => {
    const [first, again] = [await get('/search.csv?limit=9'), await get('/search.csv?limit=9')];
    expect(first.headers.get('etag')).toMatch(/^"[\w-]{43}"$/);
    const headers = ['etag', 'content-type', 'content-length', 'content-disposition', 'cache-control'];
    expect(headers.map((name) => again.headers.get(name))).toEqual(headers.map((name) => first.headers.get(name)));
    expect(first.headers.get('content-disposition')).toContain('claims.csv');
    expect(await again.text()).toBe(await first.text());
  });

  it('is not sent to who has it already', async () => {
    const tag = (await tagOf(EMPTY))!;
    const unchanged = await get(EMPTY, { 'If-None-Match': `"other", ${tag}` });
    expect([unchanged.status, await unchanged.text(), unchanged.headers.get('etag')]).toEqual([304, '', tag]);
    expect((await get(EMPTY, { 'If-None-Match': '"other"' })).status).toBe(200);
  });

  it('is another one for another address, for somebody who is signed in, and after a write by anybody', async () => {
    const tag = await tagOf(EMPTY);
    expect(await tagOf(`${EMPTY}?query=`)).not.toBe(tag);
    expect(await tagOf(EMPTY, { Cookie: 'order=us' })).not.toBe(tag);
    const other = Store.open(path, { name: 'use', dimensions: 512 });
    await other.labelVectors(['words'], async () => [new Float32Array(512)]);
    other.close();
    expect(await tagOf(EMPTY)).not.toBe(tag);
  });

  it('is compressed for who takes that and shows no cookie, with a tag of its own', async () => {
    const encodingOf = async (headers: Record<string, string>) =>
      (await get('/about', headers)).headers.get('content-encoding');
    expect(await encodingOf({})).toBe('gzip');
    expect(await encodingOf({})).toBe('gzip');
    expect(await encodingOf({ 'Accept-Encoding': 'identity' })).toBeNull();
    expect(await encodingOf({ Cookie: 'a=b' })).toBeNull();
    expect(await tagOf('/about')).not.toBe(await tagOf('/about', { 'Accept-Encoding': 'identity' }));
    expect((await get('/about')).headers.get('vary')).toContain('Accept-Encoding');
  });

  it('is kept where a question is sent as a body too', async () => {
    const verify = vi.spyOn(knowledge, 'verify');
    const ask = async (quotation: string) =>
      (
        await fetch(`${server.url}/api/verify`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ quotation }),
        })
      ).json() as Promise<{ quotation: string }>;
    for (const words of ['one and two', 'one and two', 'three and four'])
      expect(await ask(words)).toMatchObject({ quotation: words });
    expect(verify).toHaveBeenCalledTimes(2);
    verify.mockRestore();
  });

  it('is worked out once for all who ask at the same time', async () => {
    const search = vi.spyOn(knowledge, 'search');
    const answers = await Promise.all(Array.from({ length: 10 }, () => get(`${EMPTY}?query=at+once`)));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(search).toHaveBeenCalledTimes(1);
    search.mockRestore();
  });

  it('is waited for until it is there or begins, not until the slowest reader has all of it', async () => {
    const app = express();
    const made = { whole: 0, parts: 0 };
    const unread = new Set(['/whole', '/parts']);
    app.use(({ path }, response, next) => {
      // A connection whose other end never reads: nothing of the answer ever ends.
      if (unread.delete(path)) response.end = () => response;
      next();
    });
    app.use(keepAnswers(knowledge));
    app.get('/whole', (_, response) => {
      made.whole++;
      response.send('all of it');
    });
    app.get('/parts', (_, response) => {
      made.parts++;
      response.write('a part');
      response.end(' and the rest');
    });
    const slow = await listen(app, 0);
    const read = async (path: string) => (await fetch(slow.url + path)).text();
    for (const path of ['/whole', '/parts']) {
      read(path).catch(() => {});
      await expect.poll(() => unread.has(path)).toBe(false);
    }
    expect(await Promise.all([read('/whole'), read('/parts')])).toEqual(['all of it', 'a part and the rest']);
    expect(made).toEqual({ whole: 1, parts: 2 });
    await slow.close();
  });

  it('has no strong tag where it says what is wrong', async () => {
    for (const address of ['/claims/none.json', '/search.json?from=never', '/nowhere'])
      expect((await tagOf(address)) ?? '').not.toMatch(/^"/);
  });
});
