import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { read } from '../../../ingest/read/index.ts';
import { Reader } from '../../../ingest/read/reader.ts';
import { TriptychError } from '../../../src/error.ts';
import { BIN } from '../../run.ts';
import { circularPdf, countedPdf, nestedPdf, pdfOf, repeated } from './hostile.ts';

const SENTENCE = 'The minister said that the cable is safe.';
const GOOD = pdfOf([repeated(SENTENCE, 1)]);
const options = { name: 'paper.pdf', sources: [] };

describe('a reader', () => {
  const reader = new Reader();
  afterAll(() => reader.close());

  it('reads in its thread what is read without one, and fails as that does', async () => {
    expect(await reader.read(GOOD, options)).toEqual(await read(GOOD, options));
    const failure = await reader.read(new Uint8Array(), options).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(TriptychError);
    expect(failure).toMatchObject({ code: 'EMPTY', message: 'the file has no content' });
  });

  it('answers those who ask at the same time, each with its own file', async () => {
    const words = ['one', 'two', 'three', 'four'].map((word) => `The minister spoke of ${word} cables.`);
    const files = words.map((word) => new TextEncoder().encode(word));
    const readings = await Promise.all(files.map((bytes) => reader.read(bytes, { ...options, name: 'a.txt' })));
    expect(readings.map(({ text }) => text)).toEqual(words);
  });

  it.each([
    ['objects in objects', nestedPdf(200_000), 'CORRUPT'],
    ['pages in a circle', circularPdf(), 'CORRUPT'],
    ['a billion pages, as it says', countedPdf(1e9), 'NO_TEXT_LAYER'],
  ])('survives a PDF of %s', async (_, bytes, code) => {
    await expect(reader.read(bytes, options)).rejects.toMatchObject({ code });
  });

  it('can be used after it was closed', async () => {
    await reader.close();
    expect((await reader.read(GOOD, options)).text).toBe(SENTENCE);
  });
});

describe('a reader ends its thread, and goes on with another,', () => {
  it('over a file that takes too long', async () => {
    const reader = new Reader({ seconds: 1, secondsPerMegabyte: 0 });
    await reader.read(new TextEncoder().encode(SENTENCE), { ...options, name: 'a.txt' });
    const started = performance.now();
    const slow = reader.read(pdfOf([repeated(SENTENCE, 200_000)]), options);
    const next = reader.read(new TextEncoder().encode(SENTENCE), { ...options, name: 'b.txt' });
    await expect(slow).rejects.toMatchObject({
      code: 'TIMEOUT',
      message: expect.stringMatching(/longer than 1 s; split/),
    });
    expect(performance.now() - started).toBeLessThan(15_000);
    expect((await next).text).toBe(SENTENCE);
    await reader.close();
  });

  it('over a file that unpacks to more than there is room for', async () => {
    const reader = new Reader({ megabytes: 60 });
    const bomb = pdfOf([Buffer.alloc(150e6, ' ')]);
    expect(bomb.length).toBeLessThan(1e6);
    await expect(reader.read(bomb, options)).rejects.toMatchObject({
      code: 'TOO_LARGE',
      message: expect.stringMatching(/60 MB of memory; split/),
    });
    expect((await reader.read(GOOD, options)).text).toBe(SENTENCE);
    await reader.close();
  });
});

describe('the report of an ingest', () => {
  it('has what the thread refuses in its place, and what is no file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'triptych-hostile-'));
    const files = { 'a.pdf': circularPdf(), 'b.html': Buffer.from('<div>'.repeat(100_000)), 'c.pdf': GOOD };
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
    const paths = [...Object.keys(files).map((name) => join(folder, name)), '/dev/zero'];
    const { stdout } = spawnSync(process.execPath, [BIN, 'read', ...paths, '--json'], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    const outcomes = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(outcomes.map(({ error, text }) => error?.code ?? text)).toEqual([
      'CORRUPT',
      'TOO_DEEP',
      SENTENCE,
      'WRONG_TYPE',
    ]);
  });
});
