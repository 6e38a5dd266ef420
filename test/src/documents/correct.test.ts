import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ingest, type Workshop } from '../../../ingest/pipeline.ts';
import { main } from '../../../src/cli.ts';
import { parseConfig } from '../../../src/config.ts';
import { DocumentView } from '../../../src/contract.ts';
import { correctDocument } from '../../../src/documents/correct.ts';
import { Knowledge } from '../../../src/knowledge.ts';

const TEXT = `State Department press statement

The undersea cables of the coalition must not pass through untrusted stations, and their owners must be trusted companies of free countries.`;
const NAME = 'report.txt';
const MIA = { by: 'Mia', note: null };

let folder: string;
let file: string;
let knowledge: Knowledge;
let workshop: Workshop;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'triptych-documents-'));
  file = join(folder, NAME);
  writeFileSync(file, TEXT);
  writeFileSync(join(folder, 'report.meta.yaml'), 'publisher: State Department\ndate: 2020-08-05\n');
  knowledge = await Knowledge.open(parseConfig({ TRIPTYCH_DB: join(folder, 'test.db') }));
  const { store, embeddings, registry, embedder } = knowledge;
  workshop = { store, embeddings, registry, model: embedder.name };
  await ingest([file], workshop);
}, 60_000);
afterAll(async () => {
  await knowledge.close();
  rmSync(folder, { recursive: true });
});

const view = () => knowledge.getDocument(NAME);
const blocs = () => [...new Set(view().claimList.map(({ bloc }) => bloc))];
const status = async () => (await ingest([file], workshop)).map((outcome) => outcome.status);

describe('Correcting a document', () => {
  it('sets what a person says, and labels its claims by it at once', async () => {
    expect(view()).toMatchObject({ publisher: 'State Department', country: 'US', origins: { country: 'registry' } });
    expect(blocs()).toEqual(['us']);
    const before = view();
    const set = { title: 'On cables', publisher: 'Xinhua', date: '2020-09' };
    await correctDocument(workshop, NAME, { by: 'Mia', note: 'As the print has it', set });
    expect(view()).toMatchObject({ ...set, country: 'CN', version: before.version, current: true });
    expect(view().origins).toMatchObject({ title: 'corrected', publisher: 'corrected', country: 'registry' });
    expect(view().corrections).toMatchObject([{ by: 'Mia', note: 'As the print has it', set }]);
    expect(blocs()).toEqual(['china']);
    expect(view().claimList.map(({ id }) => id)).toEqual(before.claimList.map(({ id }) => id));
    expect(view().claimList[0]).toMatchObject({ title: 'On cables', date: '2020-09' });
    expect(DocumentView.parse(view())).toEqual(view());
    expect(knowledge.store.check()).toEqual([]);
  });

  it('holds when the document is read again, and in its new versions', async () => {
    expect(await status()).toEqual(['unchanged']);
    writeFileSync(file, `${TEXT}\n\nNothing else will do for the networks of tomorrow.`);
    expect(await status()).toEqual(['new version']);
    expect(view()).toMatchObject({ title: 'On cables', publisher: 'Xinhua', date: '2020-09', country: 'CN' });
    knowledge.store.remove(NAME);
    expect(await status()).toEqual(['added']);
    expect(view()).toMatchObject({ title: 'On cables', publisher: 'Xinhua' });
  });

  it('is taken back field by field, to what the document says itself', async () => {
    await correctDocument(workshop, NAME, { ...MIA, set: { publisher: null, date: null } });
    expect(view()).toMatchObject({ title: 'On cables', publisher: 'State Department', date: '2020-08-05' });
    expect(view()).toMatchObject({ country: 'US', origins: { publisher: 'given', country: 'registry' } });
    expect(blocs()).toEqual(['us']);
    await correctDocument(workshop, NAME, { ...MIA, set: { title: null } });
    expect(view().title).not.toBe('On cables');
    expect(view().origins['title']).not.toBe('corrected');
  });

  it('says what cannot be set, and leaves everything as it was', async () => {
    const before = view();
    const refused = (set: object, name = NAME) =>
      correctDocument(workshop, name, { ...MIA, set }).then(
        () => 'taken',
        (error) => [error.code, error.message],
      );
    expect(await refused({ date: 'yesterday' })).toEqual(['USAGE', expect.stringContaining('"date" must be a date')]);
    expect(await refused({ country: 'Mars' })).toEqual(['USAGE', expect.stringContaining('country code')]);
    expect(await refused({})).toEqual(['USAGE', expect.stringContaining('Say what to correct')]);
    expect(await refused({ title: 'x' }, 'nothing.txt')).toEqual(['NOT_FOUND', expect.any(String)]);
    expect(view()).toEqual(before);
  });

  it('can be done on the command line, which shows what is known and where from', async () => {
    const printed: string[] = [];
    const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
    try {
      const flags = ['--author', 'Wang Yi', '--by', 'Mia', '--note', 'Signed', '--db', join(folder, 'test.db')];
      expect(await main(['document', NAME, ...flags])).toBe(0);
    } finally {
      out.mockRestore();
    }
    expect(printed.join('')).toMatch(/author: +Wang Yi \(corrected\)\n.*publisher: +State Department \(given\)/);
    expect(printed.join('')).toMatch(/Mia: author Wang Yi \(Signed\)/);
    expect(view()).toMatchObject({ author: 'Wang Yi' });
  });
});
