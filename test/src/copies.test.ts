import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Block, Reading } from '../../src/claim.ts';
import { bands, COPY, resemblance, sketch } from '../../src/copies.ts';
import { Store } from '../../src/store/index.ts';

/** Sentences of twelve words, of which no two share a run of five. */
function sentences(seed: number, count: number): string[] {
  let state = seed;
  const word = () => {
    state = (state * 48_271) % 2_147_483_647;
    return `w${(state % 5000).toString(36)}`;
  };
  return Array.from({ length: count }, () => `${Array.from({ length: 12 }, word).join(' ')}.`);
}

const ARTICLE = sentences(7, 30);
const paragraph = (text: string): Block => ({ kind: 'paragraph', start: 0, end: text.length });
const sketchOf = (text: string) => sketch(text, [paragraph(text)]);
const alike = (a: string, b: string) => resemblance(sketchOf(a).signature!, sketchOf(b).signature!);
const meet = (a: string, b: string) => {
  const others = new Set(bands(sketchOf(b).signature!));
  return bands(sketchOf(a).signature!).some((band) => others.has(band));
};

describe('A sketch', () => {
  it('is of the words alone', () => {
    expect(sketchOf('The cable — they said — is “safe”.')).toEqual(sketchOf('the cable\nthey said is safe'));
    expect(sketchOf('The cable is safe.')).not.toEqual(sketchOf('The cable is not safe.'));
  });

  it('leaves out what a page says about itself', () => {
    const menu = 'Home | News | About us\n';
    const text = `${menu}${ARTICLE.join(' ')}`;
    const blocks: Block[] = [
      { kind: 'furniture', start: 0, end: menu.length },
      { kind: 'paragraph', start: menu.length, end: text.length },
    ];
    expect(sketch(text, blocks)).toEqual(sketchOf(ARTICLE.join(' ')));
  });

  it('tells of two texts how many of their runs of words they share', () => {
    const whole = ARTICLE.join(' ');
    for (const kept of [27, 20, 10, 5]) {
      const part = ARTICLE.slice(0, kept).join(' ');
      // Two standard errors of 128 draws.
      expect(Math.abs(alike(whole, part) - kept / 30), `${kept} of 30`).toBeLessThan(0.09);
    }
    expect(alike(whole, sentences(8, 30).join(' '))).toBeLessThan(0.05);
  });

  it('meets copies in a band, and hardly any other text', () => {
    const whole = ARTICLE.join(' ');
    expect(meet(whole, ARTICLE.slice(0, 20).join(' '))).toBe(true);
    const strangers = Array.from({ length: 60 }, (_, i) => sentences(100 + i, 30).join(' '));
    expect(strangers.filter((other) => meet(whole, other))).toEqual([]);
  });

  it('of Chinese is of its characters', () => {
    const text = '中国外交部发言人表示，有关指控毫无根据，中方对此坚决反对，并敦促美方立即纠正错误做法。';
    const more = `${text}海底电缆是全球通信的重要基础设施，各国应当共同维护其安全，不应将其政治化、武器化。`;
    expect(alike(more, `综合报道：${more}`)).toBeGreaterThan(COPY);
  });
});

describe('The store', () => {
  let store: Store;
  beforeEach(() => {
    store = Store.open(':memory:', { name: 'test', dimensions: 4 });
  });
  afterEach(() => store.close());

  const save = (name: string, text: string) => {
    const reading: Reading = {
      text,
      blocks: [paragraph(text)],
      metadata: { title: name, publisher: `Publisher of ${name}` },
      origins: {},
      quality: 'intact',
      warnings: [],
    };
    store.save({ location: `/texts/${name}`, inputHash: text, labelledBy: 'test', reading, claims: [] });
  };
  const copiesOf = (name: string) => store.copiesOf(store.getDocument(name).id);

  it('links the same text under two names, and a syndicated one with another headline and a shorter end', () => {
    save('a', `The first headline.\n${ARTICLE.join(' ')}`);
    save('b', 'The cable is safe.');
    save('c', `Quite another headline.\n${ARTICLE.slice(0, 24).join('\n')}`);
    save('d', 'The cable is safe');
    save('e', sentences(9, 30).join(' '));
    expect(copiesOf('a')).toMatchObject([{ document: 'c', title: 'c', publisher: 'Publisher of c', date: null }]);
    expect(copiesOf('a')[0]!.resemblance).toBeGreaterThan(0.6);
    expect(copiesOf('c')[0]!.resemblance).toBe(copiesOf('a')[0]!.resemblance);
    expect(copiesOf('b')).toMatchObject([{ document: 'd', resemblance: 1 }]);
    expect(copiesOf('e')).toEqual([]);
    expect(store.copyGroups()).toEqual(
      new Map([
        ['a', 'a'],
        ['c', 'a'],
        ['b', 'b'],
        ['d', 'b'],
      ]),
    );
    expect(store.findCopies('/texts/d')).toEqual(['b']);
    expect(store.check()).toEqual([]);
  });

  it('links the same documents in whatever order they come', () => {
    const texts = [ARTICLE, ARTICLE.slice(3), ARTICLE.slice(9), ARTICLE.slice(0, 12)].map((list) => list.join(' '));
    texts.forEach((text, i) => {
      save(`${i}`, text);
    });
    const one = texts.map((_, i) => copiesOf(`${i}`));
    store.close();
    store = Store.open(':memory:', { name: 'test', dimensions: 4 });
    for (const i of [2, 0, 3, 1]) save(`${i}`, texts[i]!);
    expect(texts.map((_, i) => copiesOf(`${i}`))).toEqual(one);
  });

  it('unlinks a document that changes or goes', () => {
    for (const name of ['a', 'b', 'c']) save(name, ARTICLE.join(' '));
    expect(copiesOf('a').map(({ document }) => document)).toEqual(['b', 'c']);
    save('b', 'Something else altogether.');
    store.remove('c');
    expect(copiesOf('a')).toEqual([]);
    save('b', ARTICLE.join(' '));
    expect(copiesOf('a').map(({ document }) => document)).toEqual(['b']);
  });
});
