import { describe, expect, it } from 'vitest';
import { fuse } from '../../src/rank.ts';

const hits = (...keys: number[]) => keys.map((key) => ({ key, score: 1 }));

describe('Fusing rankings', () => {
  it('gives 1 to what is first everywhere, and less to everything else', () => {
    const fused = fuse([
      { hits: hits(1, 2), weight: 1 },
      { hits: hits(1, 3), weight: 0.25 },
    ]);
    expect(fused[0]).toEqual({ key: 1, score: 1 });
    expect(fused.slice(1).every(({ score }) => score < 1)).toBe(true);
  });

  it('lets the heavier ranking decide between what only one of them has', () => {
    const fused = fuse([
      { hits: hits(1), weight: 1 },
      { hits: hits(2), weight: 0.25 },
    ]);
    expect(fused.map(({ key }) => key)).toEqual([1, 2]);
  });

  it('prefers what both have to what one has at the same place', () => {
    const fused = fuse([
      { hits: hits(9, 1), weight: 1 },
      { hits: hits(8, 1), weight: 1 },
    ]);
    expect(fused[0]?.key).toBe(1);
  });

  it('orders ties by key, so that a page never changes by itself', () => {
    const fused = fuse([
      { hits: hits(5), weight: 1 },
      { hits: hits(3), weight: 1 },
    ]);
    expect(fused.map(({ key }) => key)).toEqual([3, 5]);
  });

  it('makes nothing of nothing', () => {
    expect(fuse([{ hits: [], weight: 1 }])).toEqual([]);
  });
});
