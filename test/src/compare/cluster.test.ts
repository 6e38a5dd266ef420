import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cluster } from '../../../src/compare/cluster.ts';

/** The groups by joining the likest two again and again, each likeness reckoned anew: slow, and plainly right. */
function clusterSlowly(count: number, likeness: (i: number, j: number) => number, least: number): number[][] {
  const groups = Array.from({ length: count }, (_, i) => [i]);
  const average = (a: number[], b: number[]) =>
    a.reduce((sum, i) => sum + b.reduce((part, j) => part + likeness(Math.min(i, j), Math.max(i, j)), 0), 0) /
    (a.length * b.length);
  for (;;) {
    let best: { i: number; j: number; value: number } | undefined;
    groups.forEach((a, i) => {
      groups.forEach((b, j) => {
        if (i < j && (!best || average(a, b) > best.value)) best = { i, j, value: average(a, b) };
      });
    });
    if (!best || best.value < least) return groups.map((group) => group.sort((a, b) => a - b));
    groups[best.i]!.push(...groups.splice(best.j, 1)[0]!);
  }
}

describe('Clustering', () => {
  it('joins what is alike and keeps apart what is not', () => {
    const values = [1, 9, 1.1, 8.9, 5];
    const likeness = (i: number, j: number) => 1 - Math.abs(values[i]! - values[j]!) / 10;
    expect(cluster(5, likeness, 0.9)).toEqual([[0, 2], [1, 3], [4]]);
  });

  it('does not chain: what is like one member only stays out', () => {
    const chain = (i: number, j: number) => (Math.abs(i - j) === 1 ? 0.7 : 0);
    expect(cluster(3, chain, 0.6)).toEqual([[0, 1], [2]]);
  });

  it('of nothing is nothing', () => {
    expect(cluster(0, () => 1, 0.5)).toEqual([]);
  });

  it('gives what joining the likest two again and again gives', () => {
    // Values of few digits make no ties by rounding, whichever order the averages are summed in.
    const distinct = fc.uniqueArray(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 66, maxLength: 66 });
    fc.assert(
      fc.property(distinct, fc.integer({ min: 1, max: 12 }), (values, count) => {
        const likeness = (i: number, j: number) => values[(j * (j - 1)) / 2 + i]! / 1_000_000;
        const sorted = (groups: number[][]) => groups.sort((a, b) => a[0]! - b[0]!);
        expect(sorted(cluster(count, likeness, 0.5))).toEqual(sorted(clusterSlowly(count, likeness, 0.5)));
      }),
    );
  });
});
