import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFiles, ingest, type Outcome } from '../ingest/pipeline.ts';
import { parseConfig } from '../src/config.ts';
import { CompareRequest } from '../src/contract.ts';
import { Knowledge } from '../src/knowledge.ts';
import { bench, figure } from './benchmark.ts';
import { copyBundled } from './bundled.ts';
import { FLOORS } from './floors.ts';

const BUNDLED = fileURLToPath(new URL('../corpus/documents', import.meta.url));
const SHARED = fileURLToPath(new URL('../../shared/corpus', import.meta.url));

describe('The bundled corpus', () => {
  let folder: string;
  let knowledge: Knowledge;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'triptych-corpus-'));
    const database = join(folder, 'test.db');
    await copyBundled(database);
    knowledge = await Knowledge.open(parseConfig({ TRIPTYCH_DB: database }));
  });
  afterAll(async () => {
    await knowledge.close();
    rmSync(folder, { recursive: true });
  });

  it('is read whole, without a warning, and every claim stands where it says', () => {
    const readable = readdirSync(BUNDLED).filter((name) => /\.(md|html|pdf)$/.test(name));
    expect(knowledge.documents().map(({ name }) => name)).toEqual(readable.sort());
    expect(knowledge.documents().flatMap(({ warnings }) => warnings)).toEqual([]);
    expect(knowledge.store.check()).toEqual([]);
  });

  it('consists of digests that name their source, in every format', () => {
    const documents = knowledge.documents();
    expect(documents.length).toBeGreaterThanOrEqual(14);
    for (const { name, digestOf } of documents)
      expect({ name, source: digestOf?.title ?? digestOf?.publisher }).toEqual({ name, source: expect.any(String) });
    for (const format of ['.md', '.html', '.pdf'])
      expect(documents.filter(({ name }) => name.endsWith(format)).length).toBeGreaterThanOrEqual(3);
  });

  it('never speaks in its own voice, nor as if a digest were the original', () => {
    for (const claim of knowledge.export({})) {
      expect(claim.manner).not.toBe('own');
      expect(claim.speaker.id).not.toBe('triptych');
      expect(claim.chain[0]?.name).toBe('Triptych');
      expect(claim.digestOf).not.toBeNull();
      expect(knowledge.getClaim(claim.id, 'http://127.0.0.1/').citations.plain).toMatch(/digest/i);
    }
  });

  it('has every topic, and every side of most of them', async () => {
    const sides = await Promise.all(
      knowledge.topics().map(async ({ id }) => {
        const { columns } = await knowledge.compare(CompareRequest.parse({ topic: id }));
        return { id, sides: (['us', 'china', 'europe'] as const).filter((bloc) => columns[bloc]!.claims.length > 0) };
      }),
    );
    expect(sides.filter((topic) => topic.sides.length === 0)).toEqual([]);
    expect(sides.filter((topic) => topic.sides.length === 3).length).toBeGreaterThanOrEqual(12);
  });
});

// Real documents, which lie beside the project and are not part of it.
describe.skipIf(!existsSync(SHARED))('Five real documents', () => {
  let folder: string;
  let knowledge: Knowledge;
  let outcomes: Outcome[];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'triptych-real-'));
    knowledge = await Knowledge.open(parseConfig({ TRIPTYCH_DB: join(folder, 'test.db') }));
    const { files } = await findFiles([SHARED]);
    const { store, embeddings, registry } = knowledge;
    outcomes = await ingest(files, { store, embeddings, registry, model: knowledge.embedder.name });
  });
  afterAll(async () => {
    await knowledge?.close();
    rmSync(folder, { recursive: true });
  });

  it('are read, and the folder’s own description is not', () => {
    expect(outcomes.map(({ status }) => status)).toEqual(['added', 'added', 'added', 'added', 'added']);
    expect(knowledge.store.check()).toEqual([]);
  });

  it('are stored as their files have them, but for what was repaired', () => {
    for (const { name, warnings } of knowledge.documents()) {
      const repaired = warnings.some(({ code }) => code === 'MOJIBAKE_REPAIRED');
      const file = readFileSync(join(SHARED, name), 'utf8').replaceAll('\r\n', '\n').normalize('NFC');
      if (!repaired) expect(knowledge.getDocument(name).text.trim()).toBe(file.trim());
    }
  });

  it('make nothing in a damaged text a quotation', () => {
    const damaged = knowledge.documents().filter(({ quality }) => quality === 'damaged');
    expect(damaged.map(({ name }) => name)).toEqual(['wikipedia-stopwords-removed.txt']);
    const claims = [...knowledge.export({ document: damaged.map(({ name }) => name) })];
    expect(claims.length).toBeGreaterThan(20);
    expect(claims.filter(({ manner }) => manner === 'direct')).toEqual([]);
    expect(Math.max(...claims.map(({ confidence }) => confidence))).toBeLessThan(0.5);
  });

  it('show an editor how two of them quote one policy in different words', async () => {
    const register = knowledge.getDocument('the-register.txt').text;
    const sentence = /PRC apps threaten[^.]*\./.exec(register)?.[0] ?? '';
    const { verdict, matches } = await knowledge.verify({ quotation: sentence });
    expect(verdict).toBe('verbatim');
    const byDocument = new Map(matches.map((match) => [match.document, match]));
    expect(byDocument.get('the-register.txt')).toMatchObject({ differences: [], speaker: { name: 'Mike Pompeo' } });
    expect(byDocument.get('us-state-department.txt')?.differences).toMatchObject([
      { kind: 'dropped', expected: expect.stringMatching(/censor content/), found: '' },
    ]);
  });

  it('tell who said it from who did not', async () => {
    const claim = [...knowledge.export({ speaker: ['Sebastian Kurz'] })][0];
    const ask = async (speaker: string) =>
      (await knowledge.verify({ quotation: claim?.text ?? '', speaker })).attribution;
    const said = claim?.manner === 'indirect' ? 'reported-by' : 'confirmed';
    expect(await ask('Sebastian Kurz')).toBe(said);
    expect(await ask('Kurz')).toBe(said);
    expect(await ask('Thierry Breton')).toBe('different-speaker');
    expect(await ask('Nobody Known')).toBe('different-speaker');
  });

  it('have the claims that people labelled in them, with their labels, above the floors', () => {
    const printed = bench('claims', '--database', join(folder, 'test.db'));
    expect(figure(printed, 'claims found with right speaker and bloc')).toBeGreaterThanOrEqual(
      FLOORS.claims.foundWithSpeaker,
    );
    expect(figure(printed, 'topic right, of those found')).toBeGreaterThanOrEqual(FLOORS.claims.topicOfFound);
    expect(figure(printed, 'stance right, of those found')).toBeGreaterThanOrEqual(FLOORS.claims.stanceOfFound);
    expect(figure(printed, 'page furniture taken for a claim (want 0)')).toBe(FLOORS.claims.furniture);
  });
});
