import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Capture, isCrawl, readCrawl } from '../../../ingest/fetch/crawl.ts';
import { warcOf, warcRecord } from './crawls.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'triptych-crawl-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

async function capturesOf(path: string): Promise<Capture[]> {
  const captures: Capture[] = [];
  for await (const capture of readCrawl(path)) captures.push(capture);
  return captures;
}

const PAGE = Buffer.from('<!doctype html><p>The minister said that the cable is safe.</p>');

describe('A crawl', () => {
  it('is told by its content, compressed or not', async () => {
    const records = [warcRecord('https://example.org/', PAGE)];
    expect(await isCrawl(write('a.warc', warcOf(records)))).toBe(true);
    expect(await isCrawl(write('a.warc.gz', warcOf(records, { compressed: true })))).toBe(true);
    expect(await isCrawl(write('b.warc', PAGE))).toBe(false);
    expect(await isCrawl(write('b.warc.gz', gzipSync(PAGE)))).toBe(false);
    expect(await isCrawl(join(folder, 'none.warc'))).toBe(false);
  });

  it('has a capture for each document, with its bytes, header fields, hash and time', async () => {
    const chunked = Buffer.from(`${PAGE.length.toString(16)}\r\n${PAGE}\r\n0\r\n\r\n`);
    const records = [
      warcRecord('https://example.org/a', PAGE, { at: '2020-08-05T10:11:12Z' }),
      warcRecord('https://example.org/style', Buffer.from('p {}'), { headers: { 'Content-Type': 'text/css' } }),
      warcRecord('https://example.org/gone', PAGE, { status: 404 }),
      warcRecord('dns:example.org', Buffer.from('x'), { type: 'resource', headers: { 'Content-Type': 'text/plain' } }),
      warcRecord('https://example.org/b', gzipSync(PAGE), { headers: { 'Content-Encoding': 'gzip' } }),
      warcRecord('https://example.org/c', brotliCompressSync(PAGE), { headers: { 'Content-Encoding': 'br' } }),
      warcRecord('https://example.org/d', chunked, { headers: { 'Transfer-Encoding': 'chunked' } }),
      warcRecord('https://example.org/e.txt', Buffer.from('Plain.'), {
        type: 'resource',
        headers: { 'Content-Type': 'text/plain' },
      }),
    ];
    for (const compressed of [false, true]) {
      const captures = await capturesOf(write('c.warc', warcOf(records, { compressed })));
      expect(captures.map(({ address }) => address.replace('https://example.org/', ''))).toEqual([
        ...['a', 'b', 'c', 'd', 'e.txt'],
      ]);
      const [first, ...others] = captures;
      expect(first).toMatchObject({
        snapshot: {
          address: 'https://example.org/a',
          at: '2020-08-05T10:11:12.000Z',
          hash: createHash('sha256').update(PAGE).digest('hex'),
          headers: { 'content-type': 'text/html; charset=utf-8' },
        },
      });
      for (const capture of others.slice(0, 3))
        expect('snapshot' in capture && Buffer.from(capture.snapshot.bytes).toString()).toBe(String(PAGE));
    }
  });

  it('goes on after a record that cannot be taken, and says what is wrong with it', async () => {
    const bomb = gzipSync(Buffer.alloc(60_000_000, 'a'));
    const records = [
      warcRecord('https://example.org/bomb', bomb, { headers: { 'Content-Encoding': 'gzip' } }),
      warcRecord('https://example.org/broken', Buffer.from('no gzip'), { headers: { 'Content-Encoding': 'gzip' } }),
      warcRecord('https://example.org/odd', PAGE, { headers: { 'Content-Encoding': 'zstd' } }),
      warcRecord('https://example.org/when', PAGE, { at: 'yesterday' }),
      warcRecord('https://example.org/good', PAGE),
    ];
    const captures = await capturesOf(write('d.warc.gz', warcOf(records, { compressed: true })));
    expect(captures.map((capture) => ('error' in capture ? capture.error.code : 'good'))).toEqual([
      ...['TOO_LARGE', 'CORRUPT', 'UNREACHABLE', 'CORRUPT', 'good'],
    ]);
  });

  it('goes on behind a body of which only the beginning is read', async () => {
    const noise = Buffer.alloc(60_000_000, 'a');
    const records = [warcRecord('https://example.org/noise', noise), warcRecord('https://example.org/good', PAGE)];
    const captures = await capturesOf(write('n.warc', warcOf(records)));
    expect(captures.map((capture) => ('error' in capture ? capture.error.code : 'good'))).toEqual([
      'TOO_LARGE',
      'good',
    ]);
  });

  it('that breaks off gives what stands before that, and then is CORRUPT, wherever it does', async () => {
    const record = (name: string) => warcRecord(`https://example.org/${name}`, PAGE);
    const second = record('b');
    const header = second.indexOf('\r\n\r\n');
    for (const cut of [30, second.indexOf('Content-Length'), header + 20, second.length - PAGE.length]) {
      const path = write('e.warc', Buffer.concat([record('a'), second.subarray(0, cut)]));
      const found: string[] = [];
      const reading = (async () => {
        for await (const { address } of readCrawl(path)) found.push(address);
      })();
      await expect(reading, `cut at ${cut}`).rejects.toThrow(expect.objectContaining({ code: 'CORRUPT' }));
      expect(found).toContain('https://example.org/a');
    }
    const half = warcOf([record('b')], { compressed: true });
    const path = write(
      'e.warc.gz',
      Buffer.concat([warcOf([record('a')], { compressed: true }), half.subarray(0, -20)]),
    );
    await expect(capturesOf(path)).rejects.toThrow(expect.objectContaining({ code: 'CORRUPT' }));
  });
});
