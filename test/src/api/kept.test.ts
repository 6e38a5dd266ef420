import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createApp, listen } from '../../../src/api/index.ts';
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
    const [first, again] = [await get('/search.csv'), await get('/search.csv')];
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

  it('is another one for another address, another way to ask, and after a write by anybody', async () => {
    const tag = await tagOf(EMPTY);
    expect(await tagOf(`${EMPTY}?query=`)).not.toBe(tag);
    expect(await tagOf(EMPTY, { Accept: 'application/json' })).not.toBe(tag);
    expect(await tagOf(EMPTY, { Cookie: 'order=us' })).not.toBe(tag);
    const other = Store.open(path, { name: 'use', dimensions: 512 });
    await other.labelVectors(['words'], async () => [new Float32Array(512)]);
    other.close();
    expect(await tagOf(EMPTY)).not.toBe(tag);
  });

  it('is worked out once for all who ask at the same time', async () => {
    const search = vi.spyOn(knowledge, 'search');
    const answers = await Promise.all(Array.from({ length: 10 }, () => get(`${EMPTY}?query=at+once`)));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(search).toHaveBeenCalledTimes(1);
    search.mockRestore();
  });

  it('has no strong tag where it says what is wrong', async () => {
    for (const address of ['/claims/none.json', '/search.json?from=never', '/nowhere'])
      expect((await tagOf(address)) ?? '').not.toMatch(/^"/);
  });
});
