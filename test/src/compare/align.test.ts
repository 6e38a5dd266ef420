import { describe, expect, it } from 'vitest';
import { align } from '../../../src/compare/align.ts';

/** Rows of things whose names begin with their side, and of which these are on one question, with what probability. */
function rowsOf(names: string[], related: Record<string, number>): string[] {
  const rows = align({
    count: names.length,
    sideOf: (i) => names[i]![0]!,
    related: (i, j) => related[`${names[i]} ${names[j]}`] ?? related[`${names[j]} ${names[i]}`] ?? 0,
  });
  return rows.map((row) => row.map((i) => names[i]).join(' '));
}

describe('Points of several sides', () => {
  it('stand in one row with the one that leaves the best for the others too', () => {
    // Taking the best pair first would leave a2 alone.
    const related = { 'a1 b1': 0.95, 'a1 b2': 0.9, 'a2 b1': 0.9 };
    expect(rowsOf(['a1', 'a2', 'b1', 'b2'], related)).toEqual(['a1 b2', 'a2 b1']);
  });

  it('stand in one row of three sides only where all are on one question on the average', () => {
    expect(rowsOf(['a', 'b', 'c'], { 'a b': 0.9, 'b c': 0.8, 'a c': 0.7 })).toEqual(['a b c']);
    expect(rowsOf(['a', 'b', 'c'], { 'a b': 0.9, 'b c': 0.8 })).toEqual(['a b', 'c']);
  });

  it('are several of one side in a row where each is surely on the others’ question', () => {
    expect(rowsOf(['a1', 'a2', 'b'], { 'a1 b': 0.97, 'a2 b': 0.9 })).toEqual(['a1 a2 b']);
    expect(rowsOf(['a1', 'a2', 'b'], { 'a1 b': 0.97, 'a2 b': 0.7 })).toEqual(['a1 b', 'a2']);
  });

  it('of one side alone stand together where they are surely on one question', () => {
    expect(rowsOf(['a1', 'a2', 'a3'], { 'a1 a3': 0.9, 'a2 a3': 0.6 })).toEqual(['a1 a3', 'a2']);
  });
});
