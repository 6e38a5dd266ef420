import { describe, expect, it } from 'vitest';
import { clusterDirections, cosine, meanDirection } from '../../src/cluster.ts';
import { suggestTopics } from '../../src/suggest.ts';

const direction = (...numbers: number[]) => meanDirection([Float32Array.from(numbers)])!;

describe('Groups of directions', () => {
  const vectors = [
    direction(1, 0.1, 0),
    direction(0, 1, 0.1),
    direction(1, 0, 0.1),
    direction(0.1, 0, 1),
    direction(0, 1, 0),
    direction(0, 0.1, 1),
  ];

  it('hold what points the same way', () => {
    const groups = clusterDirections(vectors, 3);
    expect(groups[0]).toBe(groups[2]);
    expect(groups[1]).toBe(groups[4]);
    expect(groups[3]).toBe(groups[5]);
    expect(new Set(groups).size).toBe(3);
    expect(clusterDirections(vectors, 3)).toEqual(groups);
  });

  it('are no more than there are vectors, and none of none', () => {
    expect(new Set(clusterDirections(vectors.slice(0, 2), 5)).size).toBe(2);
    expect(clusterDirections([], 3)).toEqual([]);
  });

  it('have a middle of length one', () => {
    const middle = meanDirection(vectors)!;
    expect(cosine(middle, middle)).toBeCloseTo(1);
    expect(meanDirection([])).toBeUndefined();
  });
});

describe('Suggestions for topics', () => {
  const claims = [
    ...['herring', 'cod', 'tuna', 'salmon', 'trout', 'plaice'].map((fish) => ({
      text: `The trawlers take all the ${fish} from our fishing grounds.`,
      vector: direction(1, Math.sin(fish.length) / 9, 0),
    })),
    ...['wheat', 'barley', 'oats', 'maize', 'rye', 'rice'].map((grain) => ({
      text: `The farmers bring the harvest of ${grain} to the mill.`,
      vector: direction(0, 1, Math.sin(grain.length) / 9),
    })),
    ...['Monday was quiet.', 'Nobody knows why.', 'Seven people came late.', 'It rained again.'].map((text, i) => ({
      text,
      vector: direction(0, Math.sin(i) / 9, 1),
    })),
  ];
  const store = { claimsWithoutTopic: () => ({ without: 40, sample: claims }) };
  const found = suggestTopics(store, (text) => text);

  it('are groups of claims with the words that set them apart, and their most typical claims', () => {
    const [fish, grain] = ['trawlers', 'farmers'].map((word) =>
      found.clusters.find(({ terms }) => terms.some((term) => term.word === word)),
    );
    expect(fish!.claims).toBe(6);
    expect(grain!.claims).toBe(6);
    for (const word of ['the', 'from', 'our', 'all']) expect(fish!.terms.map((term) => term.word)).not.toContain(word);
    expect(fish!.terms.map(({ word }) => word)).toContain('fishing');
    for (const example of fish!.examples) expect(example).toContain('trawlers');
    expect(found.without).toBe(40);
  });

  it('leave out groups whose claims share no words', () => {
    expect(found.clusters.flatMap(({ examples }) => examples).join()).not.toContain('rained');
  });

  it('are none of no claims', () => {
    expect(suggestTopics({ claimsWithoutTopic: () => ({ without: 0, sample: [] }) }, (text) => text)).toEqual({
      without: 0,
      clusters: [],
    });
  });
});
