import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Metadata, Resolution, Speaker } from '../../src/claim.ts';
import { type ClaimToSave, type DocumentToSave, Store } from '../../src/store/index.ts';

const MODEL = { name: 'test', dimensions: 4 };
const ADA: Speaker = {
  id: 'ada',
  name: 'Ada Stone',
  kind: 'person',
  aliases: ['A. Stone'],
  bloc: 'us',
  country: 'US',
  roles: [],
};
const PAPER: Speaker = {
  id: 'the-paper',
  name: 'The Paper',
  kind: 'organisation',
  aliases: [],
  bloc: 'europe',
  roles: [],
};

const PUBLISHES: Resolution = { mention: null, rule: 'publisher of the document', confidence: 0.95, decidedBy: null };
/** Decided by the first three letters of whatever the text is. */
const SHE: Resolution = {
  mention: 'she',
  rule: 'pronoun',
  confidence: 0.8,
  decidedBy: { text: 'The', start: 0, end: 3, sentences: 1 },
};

/** A document whose every sentence is a claim of Ada's, reported by the paper. */
function documentOf(
  text: string,
  options: { location?: string; metadata?: Metadata; topic?: string } = {},
): DocumentToSave {
  const spans = [...text.matchAll(/[^.]+\./g)].map((match) => {
    const start = match.index + (match[0].length - match[0].trimStart().length);
    return { start, end: match.index + match[0].length };
  });
  const claims: ClaimToSave[] = spans.map((span, i) => ({
    ...span,
    speaker: ADA,
    speakerConfidence: 0.9,
    manner: 'direct',
    polarity: 'asserted',
    cue: 'said',
    chain: [
      { speaker: PAPER, manner: 'own', polarity: 'asserted', resolution: PUBLISHES },
      { speaker: ADA, cue: 'said', manner: 'direct', polarity: 'asserted', resolution: SHE },
    ],
    topics: [{ id: options.topic ?? 'cloud', score: 0.8 }],
    stances: [
      { target: 'first', stance: 'opposes', confidence: 0.7 },
      { target: 'second', stance: 'neutral', confidence: 0.2 },
    ],
    confidence: 0.9,
    vector: Float32Array.from([1, i, 0, 0]).map((x) => x / Math.hypot(1, i)),
  }));
  return {
    location: options.location ?? '/texts/one.txt',
    inputHash: `input of ${text} ${JSON.stringify(options.metadata)}`,
    labelledBy: 'test',
    reading: {
      text,
      blocks: [{ kind: 'paragraph', start: 0, end: text.length, page: 2 }],
      metadata: options.metadata ?? { title: 'One' },
      origins: { title: 'text' },
      quality: 'intact',
      warnings: [],
    },
    claims,
  };
}

describe('The store', () => {
  let store: Store;
  beforeEach(() => {
    store = Store.open(':memory:', MODEL);
  });
  afterEach(() => store.close());

  it('gives back a claim with everything that was said of it', () => {
    store.save(documentOf('The cable is safe. The cloud is not.'));
    const [first, second] = [...store.eachClaim()];
    expect(second).toMatchObject({
      document: 'one.txt',
      text: 'The cloud is not.',
      start: 19,
      end: 36,
      speaker: { id: 'ada', name: 'Ada Stone', kind: 'person', country: 'US' },
      bloc: 'us',
      manner: 'direct',
      polarity: 'asserted',
      cue: 'said',
      stance: 'opposes',
      topics: ['cloud'],
      title: 'One',
      date: null,
      digestOf: null,
    });
    expect(first?.chain.map(({ name }) => name)).toEqual(['The Paper', 'Ada Stone']);
    expect(first?.chain.map(({ resolution }) => resolution)).toEqual([PUBLISHES, SHE]);
    expect(store.check()).toEqual([]);
  });

  it('keeps the old version when the content changes, and shows and finds only the new one', () => {
    expect(store.save(documentOf('The cable is safe.'))).toBe('added');
    const [before] = [...store.eachClaim()];
    expect(store.save(documentOf('The cable is cut. The cable is safe.'))).toBe('new version');
    const after = [...store.eachClaim()];
    expect(after.map(({ text }) => text)).toEqual(['The cable is cut.', 'The cable is safe.']);
    expect(after[1]?.id).toBe(before?.id);
    expect(store.memory().postings.rows('"safe"')).toHaveLength(1);
    expect(store.findPassages('"safe"', 10)).toHaveLength(1);
    expect(store.getDocument('one.txt', before?.version.slice(0, 12)).text).toBe('The cable is safe.');
    expect(store.versions('one.txt')).toHaveLength(2);
    expect(store.check()).toEqual([]);
  });

  it('still resolves a claim whose words are gone from the current version', () => {
    store.save(documentOf('The cable is safe.'));
    const [before] = [...store.eachClaim()];
    store.save(documentOf('Nothing is safe.'));
    const found = store.getClaim(before?.id ?? '');
    expect(found.claim.text).toBe('The cable is safe.');
    expect(found.version.current).toBe(false);
  });

  it('takes an old text back as the current version', () => {
    store.save(documentOf('The cable is safe.'));
    store.save(documentOf('The cable is cut.'));
    expect(store.save(documentOf('The cable is safe.'))).toBe('relabelled');
    expect([...store.eachClaim()].map(({ text }) => text)).toEqual(['The cable is safe.']);
    expect(store.versions('one.txt')).toHaveLength(2);
    expect(store.check()).toEqual([]);
  });

  it('stores a document whole or not at all', () => {
    const broken = documentOf('The cable is safe. The cloud is not.');
    (broken.claims[1] as ClaimToSave).vector = Float32Array.from([1, 0]);
    expect(() => store.save(broken)).toThrow();
    expect(store.stats()).toMatchObject({ documents: 0, claims: 0, versions: 0, speakers: 0 });
    expect(store.check()).toEqual([]);
  });

  it('gives two files of one name two names', () => {
    store.save(documentOf('The cable is safe.', { location: '/texts/a/one.txt' }));
    store.save(documentOf('The cable is cut.', { location: '/texts/b/one.txt' }));
    expect(store.documents().map(({ name }) => name)).toEqual(['b/one.txt', 'one.txt']);
  });

  it('tells equal sentences of one document apart', () => {
    store.save(documentOf('The cable is safe. The cable is safe.'));
    const claims = [...store.eachClaim()];
    expect(new Set(claims.map(({ id }) => id)).size).toBe(2);
  });

  it('finds a date of reduced precision by any of its days, and an undated document by none', () => {
    store.save(documentOf('The cable is safe.', { location: '/a.txt', metadata: { date: '2020-08' } }));
    store.save(documentOf('The cloud is safe.', { location: '/b.txt', metadata: {} }));
    const found = (from?: string, to?: string) => store.findKeys({ from, to }).length;
    expect(found('2020-08-15')).toBe(1);
    expect(found('2020-09')).toBe(0);
    expect(found(undefined, '2020-08-02')).toBe(1);
    expect(found(undefined, '2020-07')).toBe(0);
    expect(found('2020', '2020')).toBe(1);
    expect(found()).toBe(2);
  });

  it('dates a digest by the source that it retells', () => {
    const metadata: Metadata = { date: '2026-01-01', digestOf: { title: 'The speech', date: '2020-09-08' } };
    store.save(documentOf('The cable is safe.', { metadata }));
    const [claim] = [...store.eachClaim({ from: '2020-09', to: '2020-09' })];
    expect(claim).toMatchObject({ date: '2020-09-08', digestOf: 'The speech' });
  });

  it('narrows the search by meaning before it takes the nearest', () => {
    for (let i = 0; i < 300; i++) store.save(documentOf(`Sentence ${i} is near.`, { location: `/${i}.txt` }));
    store.save(documentOf('A. B. C. D. This one is far.', { location: '/far.txt', topic: 'evidence' }));
    const hits = store.matchMeaning(Float32Array.from([1, 0, 0, 0]), { topic: ['evidence'] });
    expect(hits).toHaveLength(5);
  });

  it('finds speakers by any spelling of any of their names', () => {
    store.save(documentOf('The cable is safe.'));
    expect(store.findSpeakers('ada STONE').map(({ id }) => id)).toEqual(['ada']);
    expect(store.findSpeakers('A. Stone').map(({ id }) => id)).toEqual(['ada']);
    expect(store.findSpeakers('Nobody')).toEqual([]);
  });

  it('makes the vector of a label once', async () => {
    const asked: string[] = [];
    const embed = async (texts: string[]) => {
      asked.push(...texts);
      return texts.map((text) => Float32Array.from([text.length, 0.5]));
    };
    await store.labelVectors(['one', 'three'], embed);
    const vectors = await store.labelVectors(['three', 'four', 'one'], embed);
    expect(asked).toEqual(['one', 'three', 'four']);
    expect(vectors.map((vector) => [...vector])).toEqual([
      [5, 0.5],
      [4, 0.5],
      [3, 0.5],
    ]);
  });

  it('removes a document with everything that hangs on it', () => {
    store.save(documentOf('The cable is safe.'));
    store.remove('one.txt');
    expect(store.stats()).toMatchObject({ documents: 0, claims: 0, versions: 0, speakers: 0 });
    expect(store.check()).toEqual([]);
    expect(() => store.remove('one.txt')).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
  });
});

describe('The check of the store', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'triptych-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('finds a claim whose words do not stand where it says, a text that was changed, and a hole in an index', async () => {
    const path = join(folder, 'broken.db');
    const store = Store.open(path, MODEL);
    store.save(documentOf('The cable is safe. The cloud is not.'));
    store.close();
    const { default: Database } = await import('better-sqlite3');
    const raw = new Database(path);
    raw.exec("UPDATE claims SET start = start + 1 WHERE text LIKE '%cloud%'");
    raw.exec('DELETE FROM claim_words WHERE rowid = 1');
    raw.exec("UPDATE versions SET hash = replace(hash, substr(hash, 1, 4), 'ffff')");
    raw.exec("UPDATE hops SET decided_start = 1 WHERE mention = 'she'");
    raw.close();
    const again = Store.open(path, MODEL);
    const problems = again.check().join('\n');
    again.close();
    expect(problems).toMatch(/does not stand at/);
    expect(problems).toMatch(/hash/);
    expect(problems).toMatch(/says that Ada Stone is named at 1–3, where other words stand/);
    expect(problems).toMatch(/claim_words has 1 rows where there should be 2/);
  });

  it('never mixes vectors of two models, and says how to go on', async () => {
    const path = join(folder, 'model.db');
    Store.open(path, MODEL).close();
    expect(() => Store.open(path, { name: 'other', dimensions: 3 })).toThrow(
      expect.objectContaining({ code: 'EMBEDDING_MODEL', message: expect.stringContaining('triptych embed') }),
    );
    const store = Store.open(path, { name: 'other', dimensions: 3 }, { anyModel: true });
    store.save(documentOf('The cable is safe.'));
    await store.replaceVectors({ name: 'other', dimensions: 3 }, async (texts) =>
      texts.map(() => Float32Array.from([0, 1, 0])),
    );
    store.close();
    const again = Store.open(path, { name: 'other', dimensions: 3 });
    expect(again.matchMeaning(Float32Array.from([0, 1, 0]), {})[0]?.score).toBeCloseTo(1);
    again.close();
  });

  it('refuses a file that is no database', () => {
    const path = join(folder, 'not.db');
    writeFileSync(path, 'This is a text, and a rather long one, that only pretends to be a database.');
    expect(() => Store.open(path, MODEL)).toThrow(expect.objectContaining({ code: 'BAD_DATABASE' }));
  });

  it('says where a database was expected', () => {
    expect(() => Store.open(join(folder, 'none.db'), MODEL, { mustExist: true })).toThrow(
      expect.objectContaining({ code: 'MISSING', message: expect.stringContaining('triptych ingest') }),
    );
  });
});
