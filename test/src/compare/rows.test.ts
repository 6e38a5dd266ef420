import { describe, expect, it } from 'vitest';
import type { LinkFound } from '../../../src/compare/evidence.ts';
import { byWeight, relationOf } from '../../../src/compare/rows.ts';

const point = (side: string, ...members: number[]) => ({ side, members, speakers: 1, documents: 1, origins: 1 });
const link = (kind: LinkFound['kind'], earlier: number, later: number): LinkFound => ({
  kind,
  earlier,
  later,
  because: 'of a test',
  likelihood: 0.9,
});

it('Rows of more sides come first, then those with links, then those of more origins, then those of a higher rank', () => {
  const two = (origins: number, at: number) => [{ ...point('us', at), origins }, point('china', at + 1)];
  const rows = {
    three: { points: [point('us', 20), point('china', 21), point('europe', 22)], links: [] },
    linked: { points: two(1, 10), links: [link('answers', 10, 11)] },
    told: { points: two(3, 12), links: [] },
    high: { points: two(1, 2), links: [] },
    low: { points: two(1, 4), links: [] },
  };
  const { three, linked, told, high, low } = rows;
  expect([low, high, told, linked, three].sort(byWeight)).toEqual([three, linked, told, high, low]);
});

describe('The relation of a row', () => {
  it.each([
    ['one side alone', [point('us', 0), point('us', 1)], [], 'one-side'],
    ['two sides without a link', [point('us', 0), point('china', 1)], [], 'both-speak'],
    ['two sides of whom one answers', [point('us', 0), point('china', 1)], [link('answers', 0, 1)], 'both-speak'],
    ['two that agree', [point('us', 0), point('china', 1)], [link('agree', 0, 1)], 'agree'],
    [
      'two that agree beside a third',
      [point('us', 0), point('china', 1), point('europe', 2)],
      [link('agree', 0, 1)],
      'both-speak',
    ],
    [
      'three that agree',
      [point('us', 0), point('china', 1), point('europe', 2)],
      [link('agree', 0, 1), link('agree', 2, 0)],
      'agree',
    ],
    ['two that make a claim jointly', [point('us', 0), point('europe', 0)], [], 'agree'],
    ['two of a joint claim beside a third', [point('us', 0), point('europe', 0), point('china', 1)], [], 'both-speak'],
    [
      'a contradiction of two beside an agreement',
      [point('us', 0), point('china', 1), point('europe', 2)],
      [link('agree', 0, 2), link('contradict', 0, 1)],
      'contradict',
    ],
  ] as const)('of %s', (_, points, links, relation) => {
    expect(relationOf({ points: [...points], links: [...links] })).toBe(relation);
  });
});
