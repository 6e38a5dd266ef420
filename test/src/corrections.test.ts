import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Claim, Resolution, Speaker } from '../../src/claim.ts';
import { parseCorrections, printCorrections, readCorrections, writeCorrections } from '../../src/corrections/file.ts';
import { correct, history, undo } from '../../src/corrections/index.ts';
import { Store } from '../../src/store/index.ts';
import { documentOf, MODEL, REGISTRY } from '../corrections.ts';

const TEXT = 'The cable is safe. The cloud is not.';
const BY = { by: 'Mia', note: null };
const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second));

let folder: string;
let path: string;
let store: Store;
let knowledge: { store: Store; registry: typeof REGISTRY };
let claim: string;
let files = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'triptych-corrections-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  path = join(folder, `${files++}.db`);
  store = Store.open(path, MODEL);
  store.save(documentOf(TEXT));
  knowledge = { store, registry: REGISTRY };
  claim = store.claims(store.findKeys({}))[0]!.id;
  return () => store.close();
});

const only = () => store.getClaim(claim);

describe('A correction', () => {
  it('sets the labels that searches, facets and counts go by, and says that a person did', () => {
    correct(knowledge, claim, {
      ...BY,
      speaker: 'Chen Bo',
      topics: ['privacy', 'law'],
      stances: { '': 'supports', second: 'opposes' },
    });
    const { claim: found, speakerConfidence, stanceConfidence } = only();
    expect(found).toMatchObject({
      speaker: { id: 'chen', name: 'Chen Bo' },
      bloc: 'china',
      stance: 'supports',
      topics: ['law', 'privacy'],
      confidence: 1,
      corrected: ['speaker', 'topics', 'stance'],
    });
    expect(found.chain.map(({ id }) => id)).toEqual(['the-paper', 'chen']);
    expect(found.chain[1]?.resolution).toEqual({
      mention: 'she',
      rule: 'corrected by a person',
      confidence: 1,
      decidedBy: null,
    });
    expect([speakerConfidence, stanceConfidence]).toEqual([1, 1]);
    expect(store.findKeys({ speaker: ['chen'], bloc: ['china'], topic: ['law'], stance: ['supports'] })).toHaveLength(
      1,
    );
    expect(store.findKeys({ speaker: ['ada'] })).toHaveLength(1);
    expect([...store.facts({ topic: 'law' })].map(({ score }) => score)).toEqual([1]);
    const { labels } = store.memory();
    expect(labels.select(Int32Array.from(labels.keys.keys()), {}).countFacets().speaker).toEqual([
      { value: 'ada', name: 'Ada Stone', count: 1 },
      { value: 'chen', name: 'Chen Bo', count: 1 },
    ]);
    expect(store.stats().blocs).toMatchObject({ us: 1, china: 1 });
    expect(store.check()).toEqual([]);
  });

  it('of the speaker of a joint claim makes it that speaker’s alone, until it is undone', () => {
    const both = documentOf(TEXT, { location: '/texts/joint.txt' });
    const dora: Speaker = { id: 'dora', name: 'Dora Lind', kind: 'person', aliases: [], bloc: 'europe', roles: [] };
    const resolution: Resolution = { mention: 'Lind', rule: 'name of a person', confidence: 0.9, decidedBy: null };
    const jointly = [{ speaker: dora, position: { bloc: 'europe' as const }, resolution }];
    store.save({
      ...both,
      claims: both.claims.map((one) => ({ ...one, jointly })),
    });
    const [{ id }] = store.getDocument('joint.txt').claims as [Claim];
    const sides = () => {
      const { speaker, jointly } = store.getClaim(id).claim;
      return [speaker, ...jointly].map(({ name }) => name);
    };
    expect(sides()).toEqual(['Ada Stone', 'Dora Lind']);
    const { id: entry } = correct(knowledge, id, { ...BY, speaker: 'Dora Lind' });
    expect(sides()).toEqual(['Dora Lind']);
    expect(store.findKeys({ speaker: ['dora'] })).toHaveLength(2);
    expect(store.identities.countClaims().get('dora')).toBe(2);
    correct(knowledge, id, { ...BY, speaker: 'Chen Bo' });
    store.save({ ...both, labelledBy: 'another', claims: both.claims });
    expect(sides()).toEqual(['Chen Bo']);
    store.save({
      ...both,
      claims: both.claims.map((one) => ({ ...one, jointly })),
    });
    for (const one of [entry, store.corrections.list(id).at(-1)!.id]) undo(knowledge, one, BY);
    expect(sides()).toEqual(['Ada Stone', 'Dora Lind']);
    expect(store.check()).toEqual([]);
  });

  it('records who, when, why, and what before and after', () => {
    const made = correct(knowledge, claim, { ...BY, bloc: 'europe', note: 'He lives in Bonn.' }, at(1));
    expect(made).toMatchObject({
      claim,
      document: 'one.txt',
      words: 'The cable is safe.',
      at: '2026-01-01T00:00:01.000Z',
      by: 'Mia',
      note: 'He lives in Bonn.',
      before: { bloc: 'us' },
      after: { bloc: 'europe' },
      undoes: null,
    });
    expect(history(knowledge, claim)).toEqual([{ ...made, state: 'in force', present: true }]);
  });

  it('leaves the bloc that a person set when the speaker is corrected later', () => {
    correct(knowledge, claim, { ...BY, bloc: 'europe' });
    correct(knowledge, claim, { ...BY, speaker: 'chen' });
    expect(only().claim).toMatchObject({ speaker: { id: 'chen' }, bloc: 'europe', corrected: ['speaker', 'bloc'] });
  });

  it('can be undone, which gives back what the other corrections and the program say', () => {
    const before = only();
    const first = correct(knowledge, claim, { ...BY, speaker: 'chen', stances: { second: 'supports' } });
    const second = correct(knowledge, claim, { ...BY, speaker: 'The Paper', topics: [] });
    expect(only().claim).toMatchObject({ speaker: { id: 'the-paper' }, topics: [] });
    expect(history(knowledge, claim).map(({ state }) => state)).toEqual(['in force', 'in force']);
    const undone = undo(knowledge, second.id, { by: 'Ben', note: 'No.' });
    expect(undone).toMatchObject({
      before: { speaker: { id: 'the-paper' }, topics: [] },
      after: { speaker: { id: 'chen' }, topics: ['cloud'] },
      undoes: second.id,
    });
    expect(only().claim).toMatchObject({
      speaker: { id: 'chen' },
      topics: ['cloud'],
      corrected: ['speaker', 'stance'],
    });
    undo(knowledge, first.id, BY);
    expect(only()).toEqual(before);
    expect(store.speakers().map(({ id }) => id)).toEqual(['ada', 'the-paper']);
    expect(history(knowledge, claim).map(({ state }) => state)).toEqual(['undone', 'undone', 'undo', 'undo']);
    expect(store.check()).toEqual([]);
  });

  it('that rejects a claim takes it out of everything but its own page', () => {
    const made = correct(knowledge, claim, { ...BY, reject: true, note: 'A heading.' });
    expect(store.findKeys({})).toHaveLength(1);
    expect([...store.eachClaim()].map(({ id }) => id)).not.toContain(claim);
    expect(store.memory().postings.rows('"cable"')).toHaveLength(0);
    expect(store.matchMeaning(Float32Array.from([1, 0, 0, 0]), {})).toHaveLength(1);
    expect([...store.facts({ topic: 'cloud' })]).toHaveLength(1);
    expect(store.stats()).toMatchObject({ claims: 1, blocs: { us: 1 }, manners: { direct: 1 } });
    expect(store.topicCounts().get('cloud')).toBe(1);
    expect(store.documents()[0]?.claims).toBe(1);
    expect(store.getDocument('one.txt').claims).toHaveLength(1);
    expect(store.getVersion(store.getDocument('one.txt').id).claimsIn({ start: 0, end: 1000 })).toHaveLength(1);
    expect(only().claim.corrected).toEqual(['rejected']);
    expect(store.check()).toEqual([]);
    undo(knowledge, made.id, BY);
    expect(store.findKeys({})).toHaveLength(2);
  });

  it('outlives that the document is labelled anew, changed, removed and read again', () => {
    correct(knowledge, claim, { ...BY, speaker: 'chen', topics: ['law'] });
    const corrected = { speaker: { id: 'chen' }, topics: ['law'], stance: 'opposes' };
    store.save(documentOf(TEXT, { topic: 'privacy' }));
    expect(only().claim).toMatchObject(corrected);
    store.save(documentOf(`A new beginning. ${TEXT}`));
    expect(only()).toMatchObject({ claim: corrected, version: { current: true } });
    store.save(documentOf('Other words.'));
    expect(only()).toMatchObject({ claim: corrected, version: { current: false } });
    expect(history(knowledge, claim)).toMatchObject([{ state: 'in force', present: false }]);
    store.remove('one.txt');
    expect(() => only()).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
    expect(history(knowledge, claim)).toHaveLength(1);
    store.save(documentOf(TEXT));
    expect(only().claim).toMatchObject(corrected);
    expect(store.check()).toEqual([]);
  });

  it('outlives new vectors and new labels of the program', async () => {
    correct(knowledge, claim, { ...BY, bloc: 'china', reject: true });
    await store.replaceVectors({ name: 'other', dimensions: 2 }, async (texts) =>
      texts.map(() => Float32Array.from([1, 0])),
    );
    expect(store.check()).toEqual([]);
    const seen = store.relabel(() => only().claim.bloc, REGISTRY);
    expect(seen).toBe('us');
    expect(only().claim).toMatchObject({ bloc: 'china', corrected: ['bloc', 'rejected'] });
  });

  it('is later than the ones that it follows, whatever the clock says', () => {
    correct(knowledge, claim, { ...BY, bloc: 'europe' }, at(10));
    correct(knowledge, claim, { ...BY, bloc: 'other' }, at(5));
    expect(only().claim.bloc).toBe('other');
    expect(history(knowledge, claim).map(({ state }) => state)).toEqual(['outdone', 'in force']);
  });

  it.each([
    ['no claim of that name', () => correct(knowledge, 'nothing', { ...BY, bloc: 'us' }), /no claim "nothing"/],
    ['nothing to set', () => correct(knowledge, claim, BY), /Say what to correct/],
    ['an unknown speaker', () => correct(knowledge, claim, { ...BY, speaker: 'Nobody' }), /speakers\.yaml/],
    [
      'two speakers of one name',
      () => correct(knowledge, claim, { ...BY, speaker: 'Mr Twin' }),
      /twin-one or twin-two/,
    ],
    ['an unknown topic', () => correct(knowledge, claim, { ...BY, topics: ['sports'] }), /cloud, privacy, law/],
    ['an unknown target', () => correct(knowledge, claim, { ...BY, stances: { x: 'opposes' } }), /first, second/],
    ['no entry of that name', () => undo(knowledge, 'nothing', BY), /triptych corrections/],
    [
      'an entry that is undone already',
      () => {
        const { id } = correct(knowledge, claim, { ...BY, bloc: 'us' });
        undo(knowledge, id, BY);
        undo(knowledge, id, BY);
      },
      /undone already/,
    ],
    [
      'an undo to be undone',
      () => {
        const { id } = correct(knowledge, claim, { ...BY, bloc: 'us' });
        undo(knowledge, undo(knowledge, id, BY).id, BY);
      },
      /itself an undo/,
    ],
  ])('is refused where there is %s', (_, wrong, message) => {
    expect(wrong).toThrow(message);
  });

  it('stays in the log, which no statement can change', () => {
    correct(knowledge, claim, { ...BY, bloc: 'china' });
    const database = new Database(path);
    expect(() => database.exec("UPDATE corrections SET editor = 'Eve'")).toThrow(/never changed/);
    expect(() => database.exec('DELETE FROM corrections')).toThrow(/nothing is removed/);
    database.close();
  });
});

describe('corrections.yaml', () => {
  it('carries the log to another database, before the documents or after them', () => {
    const first = correct(knowledge, claim, { ...BY, speaker: 'chen', stances: { '': 'neutral' }, note: 'a: "b" #c' });
    correct(knowledge, claim, { ...BY, reject: true });
    undo(knowledge, first.id, BY);
    const entries = store.corrections.list();
    expect(parseCorrections(printCorrections(entries))).toEqual(entries);
    writeCorrections(join(folder, 'corrections.yaml'), entries);
    const read = readCorrections(folder);
    const [before, after] = ['before', 'after'].map((name) => Store.open(join(folder, `${name}.db`), MODEL)) as [
      Store,
      Store,
    ];
    expect(before.corrections.add(read, REGISTRY)).toBe(3);
    before.save(documentOf(TEXT));
    after.save(documentOf(TEXT));
    expect(after.corrections.add([...read].reverse(), REGISTRY)).toBe(3);
    expect(after.corrections.add(read, REGISTRY)).toBe(0);
    for (const other of [before, after]) {
      expect(other.getClaim(claim)).toMatchObject({ claim: only().claim });
      other.close();
    }
  });

  it('takes what a person wrote without an identifier, and refuses what was changed', () => {
    const { id, ...entry } = correct(knowledge, claim, { ...BY, bloc: 'china' });
    const yaml = printCorrections([{ id, ...entry }]);
    expect(parseCorrections(yaml.replace(`id: ${id}\n  `, ''))).toEqual([{ id, ...entry }]);
    expect(() => parseCorrections(yaml.replace(/after:\n {4}bloc: china/, 'after:\n    bloc: us'))).toThrow(
      new RegExp(`"${id}" was changed after it was made`),
    );
    expect(() => parseCorrections(yaml.replace('bloc: china', 'bloc: mars'))).toThrow(/field after\.bloc/);
    expect(() => parseCorrections('a: 1')).toThrow(/must be a list/);
    expect(() => parseCorrections('- : [')).toThrow(expect.objectContaining({ code: 'BAD_CORPUS' }));
    expect(parseCorrections(printCorrections([]))).toEqual([]);
  });

  it('is not there where nobody made one', () => {
    expect(readCorrections(join(folder, 'nowhere'))).toEqual([]);
  });

  it('leaves nothing half written', () => {
    writeFileSync(join(folder, 'corrections.yaml'), 'old');
    writeCorrections(join(folder, 'corrections.yaml'), []);
    expect(readFileSync(join(folder, 'corrections.yaml'), 'utf8')).toMatch(/\n\[\]\n$/);
  });
});
