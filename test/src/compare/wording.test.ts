import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contrariesOf } from '../../../src/antonyms.ts';
import { isResponse, readWording } from '../../../src/compare/wording.ts';
import { makeNameFinder } from '../../../src/neutral.ts';
import { loadRegistry } from '../../../src/registry.ts';
import { ROOT } from '../../../src/root.ts';
import { stem } from '../../../src/stem.ts';

const findNames = makeNameFinder(loadRegistry(join(ROOT, 'corpus')));
const read = (text: string) => readWording(text, findNames);

describe('The words of a claim', () => {
  it('leave out the words that report a claim where they stand in it', () => {
    const { stems, forms } = readWording('The bridge, she wrote, called for repairs', findNames, [
      'wrote',
      'called for',
    ]);
    expect([...forms.values()]).toEqual(['bridge', 'repairs']);
    expect(stems.size).toBe(2);
  });

  it('are stems without names, numbers and what every sentence has', () => {
    expect([...read('The United States and China have tested 30 networks.').stems]).toEqual(['test', 'network']);
  });

  it('know one name by all its forms', () => {
    expect([...read('Americans, the US and the United States.').names]).toEqual([['country:US', 'Americans']]);
    expect([...read('Beijing’s answer').names.keys()]).toEqual([...read('a Chinese answer').names.keys()]);
  });

  it.each([
    ['in thirty countries', [30]],
    ['two hundred million euros', [200e6]],
    ['1,200 staff and 3.5 percent', [1200, 3.5]],
    ['one of the best', []],
    ['a vaccine against COVID-19 and an F-35', []],
  ])('read the numbers of “%s”', (text, numbers) => {
    expect([...read(text).numbers]).toEqual(numbers);
  });

  it('are negated by an odd number of negations', () => {
    expect(read('This is not true').negated).toBe(true);
    expect(read('Nobody says that it is not true').negated).toBe(false);
    expect(read('It doesn’t matter').negated).toBe(true);
    expect(read('Facts are lacking').negated).toBe(true);
  });

  it('know which stems stand shortly after a negation', () => {
    expect([...read('No proof of any theft has been shown to the court').denied]).toEqual([
      'proof',
      'of',
      'ani',
      'theft',
    ]);
  });

  it('say whether they reject, and what they quote', () => {
    expect(read('These are groundless allegations').rejects).toBe(true);
    expect(read('The network is open').rejects).toBe(false);
    expect(read('What he calls “a clean network” is dirty').quoted).toEqual([['a', 'clean', 'network']]);
  });

  it('have the valence of their words, turned by a negation', () => {
    expect(read('a great success').valence).toBeGreaterThan(0);
    expect(read('not a great success').valence).toBeLessThan(0);
    expect(read('a table').valence).toBe(0);
  });

  it('have a kindest and an unkindest word, where there are any', () => {
    expect(read('a great success after a terrible year')).toMatchObject({ praise: 'great', blame: 'terrible' });
    expect(read('a table')).toMatchObject({ praise: undefined, blame: undefined });
  });

  it('tell a cue that answers from one that does not', () => {
    expect(isResponse('hit back')).toBe(true);
    expect(isResponse('denied that')).toBe(true);
    expect(isResponse('announced')).toBe(false);
    expect(isResponse(null)).toBe(false);
  });
});

describe('Contrary words', () => {
  it.each([
    ['allow', 'bans'],
    ['rises', 'falling'],
    ['trusted', 'untrusted'],
    ['effective', 'ineffective'],
    ['lawful', 'unlawful'],
  ])('are %s and %s, either way', (one, other) => {
    expect(contrariesOf(stem(one))).toContain(stem(other));
    expect(contrariesOf(stem(other))).toContain(stem(one));
  });

  it.each([
    ['allow', 'permits'],
    ['form', 'inform'],
    ['cable', 'cloud'],
  ])('are not %s and %s', (one, other) => {
    expect(contrariesOf(stem(one))).not.toContain(stem(other));
    expect(contrariesOf(stem(other))).not.toContain(stem(one));
  });
});
