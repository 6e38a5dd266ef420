import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtIn, findFiles, type IngestOptions, ingest, type Workshop } from '../ingest/pipeline.ts';
import { parseConfig } from '../src/config.ts';
import { Knowledge } from '../src/knowledge.ts';
import { printReport, reportOf } from '../src/report.ts';
import { dumpOf } from './dump.ts';
import { warcOf, warcRecord } from './ingest/fetch/crawls.ts';

let folder: string;
let files: string[];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'triptych-bulk-'));
  const documents = join(folder, 'documents');
  const say = (words: string) => `Minister Ada Stone said that ${words}.`;
  for (const [name, text] of [
    ...Array.from({ length: 6 }, (_, i) => [`${i}.txt`, say(`cable ${i} is safe from all harm`)] as const),
    // The same file twice is one document, and two files of one name are two.
    ...(['copy/0.txt', 'moved/0.txt'] as const).map((path) => [path, say('cable 0 is safe from all harm')] as const),
    ['other/3.txt', say('the third cable needs repair')] as const,
    ['broken.pdf', '%PDF-1.4 nothing'] as const,
  ]) {
    mkdirSync(join(documents, name, '..'), { recursive: true });
    writeFileSync(join(documents, name), text);
  }
  files = (await findFiles([documents])).files;
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Opens a database of its own for some work, and gives what it holds afterwards. */
async function databaseAfter(name: string, work: (workshop: Workshop, knowledge: Knowledge) => Promise<unknown>) {
  const path = join(folder, `${name}.db`);
  const knowledge = await Knowledge.open(parseConfig({ TRIPTYCH_DB: path }));
  const { store, embeddings, registry, embedder } = knowledge;
  await work({ store, embeddings, registry, model: embedder.name }, knowledge);
  expect(store.check()).toEqual([]);
  await knowledge.close();
  return dumpOf(path);
}

describe('Reading many documents', () => {
  it('gives the same database with several at one time, one after the other, and stopped in the middle', async () => {
    const statuses: string[] = [];
    const together = await databaseAfter('together', async (workshop) => {
      for (const { status } of await ingest(files, workshop)) statuses.push(status);
    });
    expect(statuses.filter((status) => status === 'added')).toHaveLength(7);
    expect(statuses.filter((status) => status === 'unchanged')).toHaveLength(2);
    expect(statuses.filter((status) => status === 'failed')).toHaveLength(1);
    const oneByOne = await databaseAfter('one', (workshop) =>
      ingest(files, { ...workshop, extractor: { ...builtIn } }),
    );
    expect(oneByOne).toEqual(together);
    const stopped = await databaseAfter('stopped', async (workshop) => {
      const stop = new AbortController();
      const onFile: IngestOptions['onFile'] = (_, done) => done === 2 && stop.abort();
      const first = await ingest(files, workshop, { onFile, signal: stop.signal });
      expect(first.length).toBeLessThan(files.length);
      const second = await ingest(files, workshop);
      const before = first.filter(({ status }) => status === 'added').length;
      expect(second.filter(({ status }) => status === 'added')).toHaveLength(7 - before);
    });
    expect(stopped).toEqual(together);
  }, 120_000);

  it('takes each document of a crawl with its address and time, the latest capture of each', async () => {
    const page = (words: string) =>
      Buffer.from(`<!doctype html><html><body><p>The minister said that ${words}.</p></body></html>`);
    const crawl = join(folder, 'site.warc.gz');
    const records = [
      warcRecord('https://example.org/a', page('the new cable is safe'), { at: '2020-08-05T10:00:00Z' }),
      warcRecord('https://example.org/b', page('every cable has an owner'), { at: '2020-08-05T10:00:01Z' }),
      warcRecord('https://example.org/a', page('the new cable is broken'), { at: '2020-09-01T00:00:00Z' }),
      warcRecord('https://example.org/a', page('nothing is known of cables'), { at: '2020-08-06T00:00:00Z' }),
      warcRecord('https://example.org/empty', Buffer.from('<!doctype html><html><body></body></html>')),
    ];
    writeFileSync(crawl, warcOf(records, { compressed: true }));
    await databaseAfter('crawl', async (workshop, { store }) => {
      const { files: paths } = await findFiles([crawl]);
      const outcomes = await ingest(paths, workshop);
      expect(outcomes.map(({ status }) => status)).toEqual(['added', 'added', 'new version', 'unchanged', 'failed']);
      expect(outcomes[4]).toMatchObject({ file: 'https://example.org/empty', error: { code: 'EMPTY_PAGE' } });
      expect(store.getDocument('example.org/a').text).toContain('the new cable is broken');
      expect(store.getSnapshot('example.org/a')).toMatchObject({
        address: 'https://example.org/a',
        at: '2020-09-01T00:00:00.000Z',
      });
      expect(store.versions('example.org/a')).toHaveLength(2);
      const again = await ingest(paths, workshop);
      expect(again.filter(({ status }) => status === 'unchanged')).toHaveLength(4);
    });
  }, 60_000);
});

describe('A report', () => {
  it('sums up what became of the files', () => {
    const report = reportOf(
      [
        { file: 'a', status: 'added', claims: 3, warnings: [{ code: 'RECOGNISED', message: '' }], copies: ['b'] },
        { file: 'b', status: 'new version', claims: 1 },
        { file: 'c', status: 'unchanged' },
        { file: 'd', status: 'failed', error: { code: 'ENCRYPTED', message: 'needs a password' } },
      ],
      { began: '2020-08-05T10:00:00.000Z', seconds: 2, stopped: true },
    );
    expect(report).toMatchObject({ claims: 4, failures: { ENCRYPTED: 1 }, copies: 1, stopped: true });
    expect(printReport(report)).toBe(
      [
        'files     2 read, 1 unchanged, 1 failed',
        'time      2.0 s, 1.0 a second',
        'claims    4',
        'failures  1 ENCRYPTED',
        'warnings  1 RECOGNISED',
        'copies    1 with the text of another document',
        'stopped   the same command goes on with the rest',
        '',
      ].join('\n'),
    );
  });
});
