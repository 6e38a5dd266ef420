import { describe, expect, it } from 'vitest';
import type { Hop } from '../../../src/claim.ts';
import { countOrigins, type Telling } from '../../../src/compare/origins.ts';

let documents = 0;

function telling(
  words: string,
  fields: Partial<Telling['claim']> & { way?: string[]; negated?: boolean; source?: string } = {},
): Telling {
  const { way = [`outlet-${documents}`], negated = false, source = `document-${documents++}`, ...claim } = fields;
  const speaker = { id: 'minister', name: 'The minister', kind: 'person', country: null } as const;
  return {
    claim: {
      digestOf: null,
      speaker,
      chain: [...way, speaker.id].map((id) => ({ id, name: id }) as Hop),
      ...claim,
    },
    source,
    wording: { stems: new Set(words.split(' ')), negated },
  };
}

const WORDS = 'the cable carry most traffic island';

describe('Origins', () => {
  it('are as many as there are independent tellings', () => {
    expect(countOrigins([])).toBe(0);
    expect(countOrigins([telling(WORDS), telling('cloud store secret vaccine')])).toBe(2);
  });

  it('are one where one speaker’s statement is repeated in nearly the same words', () => {
    expect(countOrigins([telling(WORDS), telling(WORDS), telling(WORDS)])).toBe(1);
    expect(countOrigins([telling(WORDS), telling(WORDS, { negated: true })])).toBe(2);
  });

  it('are two where two speakers say the same', () => {
    const speaker = { id: 'mayor', name: 'The mayor', kind: 'person', country: null } as const;
    expect(countOrigins([telling(WORDS), telling(WORDS, { speaker })])).toBe(2);
  });

  it('are one for digests of one source, and for one document', () => {
    expect(countOrigins([telling('a b', { digestOf: 'The plan' }), telling('c d', { digestOf: 'The plan' })])).toBe(1);
    expect(countOrigins([telling('a b', { source: 'x' }), telling('c d', { source: 'x' })])).toBe(1);
  });

  it('are one for copies of one text, whoever publishes them', () => {
    expect(countOrigins([telling('a b', { source: 'x' }), telling('c d', { source: 'x', way: ['radio'] })])).toBe(1);
  });

  it('are one where both have it from one carrier', () => {
    expect(
      countOrigins([telling('a b', { way: ['paper', 'agency'] }), telling('c d', { way: ['radio', 'agency'] })]),
    ).toBe(1);
    expect(countOrigins([telling('a b', { way: ['paper', 'agency'] }), telling('c d', { way: ['agency'] })])).toBe(1);
    expect(countOrigins([telling('a b', { way: ['paper'] }), telling('c d', { way: ['radio'] })])).toBe(2);
  });

  it('of a chain of tellings are one', () => {
    const list = [
      telling('a b', { source: 'x' }),
      telling(WORDS, { source: 'x' }),
      telling(WORDS),
      telling('c d', { way: ['paper', 'agency'] }),
    ];
    expect(countOrigins(list)).toBe(2);
  });
});
