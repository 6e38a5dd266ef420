import { describe, expect, it } from 'vitest';
import type { Speaker } from '../../../src/claim.ts';
import { correct, undo } from '../../../src/corrections/index.ts';
import { getSpeaker, merge, rename, split } from '../../../src/speakers/decide.ts';
import { identify } from '../../../src/speakers/decision.ts';
import { parseDecisions, printDecisions } from '../../../src/speakers/file.ts';
import { REGISTRY } from '../../corrections.ts';
import { BY, documentOf, EXECUTIVE, person, REGULATOR, speakerOf, storeOf } from './documents.ts';

describe('Who is who among documents', () => {
  it('is one speaker, however the name is written, with all that the documents say', () => {
    const knowledge = storeOf(
      ['one', person('Rocío Alvarado', { affiliation: 'Council' })],
      ['two', person('Rocio Alvarado', { country: 'PE', affiliation: 'Council' })],
      ['three', person('Rocío Alvarado')],
    );
    const ids = ['one', 'two', 'three'].map((name) => speakerOf(knowledge, name));
    expect(new Set(ids).size).toBe(1);
    expect(knowledge.store.getSpeaker(ids[0]!)).toMatchObject({ country: 'PE', affiliation: 'Council' });
    expect(knowledge.store.check()).toEqual([]);
  });

  it('keeps namesakes apart, in whatever order they are read, and each under the identifier he had', () => {
    const documents: [string, Speaker][] = [
      ['one', REGULATOR],
      ['two', EXECUTIVE],
      ['three', person('Jana Novak', { affiliation: 'Adriacom' })],
    ];
    for (const order of [documents, [...documents].reverse()]) {
      const knowledge = storeOf(...order);
      const [one, two, three] = ['one', 'two', 'three'].map((name) => speakerOf(knowledge, name));
      expect(two).toBe(three);
      expect(one).not.toBe(two);
      const first = speakerOf(knowledge, order[0]![0]);
      expect(first).toBe('jana-novak');
    }
  });

  it('places a claim by what other documents know of its speaker', () => {
    const knowledge = storeOf(['bare', person('Tove Anker')]);
    expect(knowledge.store.getDocument('bare.txt').claims[0]!.bloc).toBe('other');
    knowledge.store.save(
      documentOf('full', person('Tove Anker', { country: 'DK', bloc: 'europe', capacity: 'press' })),
    );
    expect(knowledge.store.getDocument('bare.txt').claims[0]).toMatchObject({ bloc: 'europe', capacity: 'press' });
  });

  it('forgets what a document said when it is gone', () => {
    const knowledge = storeOf(['one', REGULATOR], ['two', EXECUTIVE]);
    knowledge.store.remove('two.txt');
    expect(knowledge.store.speakers().map(({ id }) => id)).toEqual(['jana-novak']);
    expect(knowledge.store.check()).toEqual([]);
  });
});

describe('What a person decides on who is who', () => {
  it('makes one of two, and holds when their documents are read again and others come', () => {
    const knowledge = storeOf(['one', REGULATOR], ['two', EXECUTIVE]);
    const [from, into] = ['two', 'one'].map((name) => speakerOf(knowledge, name)) as [string, string];
    merge(knowledge, { from, into }, BY);
    const check = () => expect(speakerOf(knowledge, 'two')).toBe(into);
    check();
    knowledge.store.save({ ...documentOf('two', EXECUTIVE), labelledBy: 'another' });
    check();
    knowledge.store.save(documentOf('four', person('Jana Novak', { affiliation: 'Adriacom', country: 'BR' })));
    check();
    expect(speakerOf(knowledge, 'four')).toBe(into);
    expect(knowledge.store.findKeys({ speaker: [into] })).toHaveLength(3);
    expect(knowledge.store.check()).toEqual([]);
  });

  it('makes two of one, by document', () => {
    const knowledge = storeOf(['one', person('Ada Berg', { affiliation: 'Nordkabel' })], ['two', person('Ada Berg')]);
    expect(speakerOf(knowledge, 'two')).toBe('ada-berg');
    split(knowledge, { speaker: 'ada-berg', documents: ['two.txt'], descriptions: [], name: 'Ada Berg the elder' }, BY);
    expect(speakerOf(knowledge, 'two')).toBe('ada-berg-the-elder');
    expect(speakerOf(knowledge, 'one')).toBe('ada-berg');
    expect(knowledge.store.getSpeaker('ada-berg-the-elder').aliases).toContain('Ada Berg');
    merge(knowledge, { from: 'ada-berg-the-elder', into: 'ada-berg' }, BY);
    expect(speakerOf(knowledge, 'two')).toBe('ada-berg');
  });

  it('gives a name, under which search finds the claims, and keeps the one in the texts', () => {
    const knowledge = storeOf(['one', person('A. Berg')]);
    rename(knowledge, { speaker: 'a-berg', name: 'Ada Berg' }, { by: 'me', note: 'says her book' });
    expect(getSpeaker(knowledge, 'Ada Berg')).toMatchObject({ id: 'a-berg', aliases: ['A. Berg'] });
    const found = () => knowledge.store.memory().labels.speakersCalled(['Ada Berg']);
    expect(found()).toHaveLength(1);
    knowledge.store.save({ ...documentOf('one', person('A. Berg')), labelledBy: 'another' });
    expect(found()).toHaveLength(1);
  });

  it('goes for those whom corrections name: a claim given to one who is then another’s is the other’s', () => {
    const knowledge = storeOf(['one', REGULATOR], ['two', EXECUTIVE], ['three', person('Ada Berg')]);
    const [into, from] = ['one', 'two'].map((name) => speakerOf(knowledge, name)) as [string, string];
    const [claim] = knowledge.store.getDocument('three.txt').claims;
    const { id } = correct(knowledge, claim!.id, { by: 'me', note: null, speaker: from });
    expect(speakerOf(knowledge, 'three')).toBe(from);
    merge(knowledge, { from, into }, BY);
    expect(speakerOf(knowledge, 'three')).toBe(into);
    expect(knowledge.store.speakers().map((speaker) => speaker.id)).not.toContain(from);
    // The same where corrections and decisions come before the documents.
    const fresh = storeOf();
    fresh.store.corrections.add(knowledge.store.corrections.list(), REGISTRY);
    fresh.store.identities.add(knowledge.store.identities.decisions(), REGISTRY);
    fresh.store.save(documentOf('three', person('Ada Berg')));
    expect(speakerOf(fresh, 'three')).toBe(into);
    expect(fresh.store.getSpeaker(into).name).toBe('Jana Novak');
    for (const { store } of [knowledge, fresh]) expect(store.check()).toEqual([]);
    undo(knowledge, id, { by: 'me', note: null });
    expect(speakerOf(knowledge, 'three')).toBe('ada-berg');
  });

  it('travels as YAML into a database that has not read anything yet', () => {
    const knowledge = storeOf(['one', REGULATOR], ['two', EXECUTIVE]);
    const [from, into] = ['two', 'one'].map((name) => speakerOf(knowledge, name)) as [string, string];
    merge(knowledge, { from, into }, BY);
    const decisions = parseDecisions(printDecisions(knowledge.store.identities.decisions()));
    expect(decisions).toEqual(knowledge.store.identities.decisions());
    const fresh = storeOf();
    expect(fresh.store.identities.add(decisions, REGISTRY)).toBe(1);
    expect(fresh.store.identities.add(decisions, REGISTRY)).toBe(0);
    fresh.store.save(documentOf('one', REGULATOR));
    fresh.store.save(documentOf('two', EXECUTIVE));
    expect(speakerOf(fresh, 'two')).toBe(speakerOf(fresh, 'one'));
  });

  it.each([
    [() => merge(storeOf(['one', REGULATOR]), { from: 'nobody', into: 'jana-novak' }, BY), /no speaker "nobody"/],
    [() => merge(storeOf(['one', REGULATOR]), { from: 'jana-novak', into: 'jana-novak' }, BY), /one speaker already/],
    [
      () => split(storeOf(['one', REGULATOR]), { speaker: 'jana-novak', documents: ['one.txt'], descriptions: [] }, BY),
      /nothing would be left/,
    ],
    [
      () => split(storeOf(['one', REGULATOR]), { speaker: 'jana-novak', documents: ['two.txt'], descriptions: [] }, BY),
      /Nothing of that is said/,
    ],
    [() => rename(storeOf(['one', REGULATOR]), { speaker: 'jana-novak', name: ' ' }, BY), /Give the new name/],
  ])('is refused where it cannot be: %#', (decide, message) => {
    expect(decide).toThrow(message);
  });

  it('is refused of a file whose entry was changed by hand', () => {
    const said = {
      at: '2026-01-02T03:04:05.000Z',
      by: 'me',
      note: null,
      kind: 'rename',
      speaker: 'a',
      into: null,
      name: 'B',
      profiles: [],
      rest: [],
    } as const;
    const yaml = printDecisions([identify({ ...said, profiles: [], rest: [] })]).replace('name: B', 'name: C');
    expect(() => parseDecisions(yaml)).toThrow(/was changed after it was made/);
  });
});
