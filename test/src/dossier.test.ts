import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Metadata, Speaker } from '../../src/claim.ts';
import { getSourceView, getSpeakerView, getTopicView, listSources, listSpeakers } from '../../src/dossier/index.ts';
import { Store } from '../../src/store/index.ts';
import { ADA, CHEN, documentOf, MODEL, REGISTRY } from '../corrections.ts';

const PAPER: Speaker = {
  id: 'the-courier',
  name: 'The Courier',
  kind: 'organisation',
  aliases: [],
  bloc: 'europe',
  roles: [],
};
const resolution = { mention: null, rule: 'publisher', confidence: 1, decidedBy: null };

/** A document in which one speaker says as many things as asked for, reported by the paper. */
function reported(name: string, speaker: Speaker, count: number, metadata: Metadata) {
  const text = Array.from({ length: count }, (_, i) => `Sentence number ${i} of ${name}.`).join(' ');
  const document = documentOf(text, { location: `/texts/${name}.txt`, speaker });
  const report = { speaker: PAPER, manner: 'own', polarity: 'asserted', resolution } as const;
  const said = { speaker, cue: 'said', manner: 'direct', polarity: 'asserted', resolution } as const;
  const claims = document.claims.map((claim) => ({
    ...claim,
    chain: [report, said],
    topics: [{ id: 'cloud', score: 1 }],
  }));
  return { ...document, reading: { ...document.reading, metadata: { publisher: 'The Courier', ...metadata } }, claims };
}

let store: Store;
let known: { store: Store; registry: typeof REGISTRY };
beforeAll(() => {
  store = Store.open(':memory:', MODEL);
  store.save(reported('one', ADA, 3, { date: '2020-08-05' }));
  store.save(reported('two', CHEN, 2, { date: '2020' }));
  store.save(reported('three', ADA, 1, { publisher: 'Triptych', digestOf: { publisher: 'The Courier' } }));
  known = { store, registry: REGISTRY };
});
afterAll(() => store.close());

const ALL = { query: '', bloc: undefined, offset: 0 };

describe('A dossier', () => {
  it('lists speakers by a part of their names, accents and case aside, those with most claims first', () => {
    expect(listSpeakers(known, ALL).speakers.map(({ name, claims, documents }) => [name, claims, documents])).toEqual([
      [ADA.name, 4, 2],
      [CHEN.name, 2, 1],
    ]);
    expect(listSpeakers(known, { ...ALL, query: CHEN.name.slice(0, 3).toUpperCase() }).total).toBe(1);
    expect(listSpeakers(known, { ...ALL, bloc: 'europe' }).total).toBe(0);
    expect(listSpeakers(known, { ...ALL, offset: 1 })).toMatchObject({ total: 2, speakers: [{ id: CHEN.id }] });
  });

  it('of a speaker counts what they say by month and topic, and who reports it', () => {
    const view = getSpeakerView(known, ADA.id);
    expect(view).toMatchObject({ claims: 4, documents: 2, course: { months: ['2020-08'], undated: 1 } });
    expect(view.course.strips).toMatchObject([{ id: 'cloud', bloc: null, months: [{ month: '2020-08', claims: 3 }] }]);
    // That the digest retells the paper is no step.
    expect(view.reports).toMatchObject([{ from: { id: PAPER.id }, to: { id: ADA.id }, claims: 3 }]);
    expect(() => getSpeakerView(known, 'nobody')).toThrow('There is no speaker "nobody"');
  });

  it('of a topic has a strip for each bloc, a year where no month is known', () => {
    const { claims, course, reports } = getTopicView(known, 'cloud');
    expect(claims).toBe(6);
    expect(course.months).toEqual(['2020', '2020-08']);
    expect(course.strips.map(({ id, months }) => [id, months.map(({ month, claims }) => [month, claims])])).toEqual([
      ['us', [['2020-08', 3]]],
      ['china', [['2020', 2]]],
    ]);
    expect(reports.map(({ to, claims }) => [to.id, claims])).toEqual([
      [ADA.id, 3],
      [CHEN.id, 2],
    ]);
    expect(() => getTopicView(known, 'weather')).toThrow('There is no topic "weather"');
  });

  it('of a source has the documents that it published and those that retell it', () => {
    expect(listSources(known, ALL).sources).toMatchObject([
      { id: 'the-courier', name: 'The Courier', documents: 3, digests: 1, claims: 6 },
    ]);
    const view = getSourceView(known, 'the-courier');
    expect(view.list.map(({ name, digest }) => [name, digest])).toEqual([
      ['one.txt', false],
      ['two.txt', false],
      ['three.txt', true],
    ]);
    expect(view.speaks).toBe(false);
    expect(() => getSourceView(known, 'nothing')).toThrow('/sources lists all');
  });
});
