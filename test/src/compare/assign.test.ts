import fc from 'fast-check';
import { expect, it } from 'vitest';
import { assign } from '../../../src/compare/assign.ts';

/** The greatest sum of gains, by trying all matchings. */
function greatest(gains: number[][], columns: number, row = 0, taken: number[] = []): number {
  if (row === gains.length) return 0;
  const none = greatest(gains, columns, row + 1, taken);
  return gains[row]!.reduce(
    (most, gain, column) =>
      gain <= 0 || taken.includes(column)
        ? most
        : Math.max(most, gain + greatest(gains, columns, row + 1, [...taken, column])),
    none,
  );
}

it('Things of two lists are matched so that the gains together are greatest', () => {
  const size = fc.integer({ min: 0, max: 5 });
  const table = fc.tuple(size, size).chain(([rows, columns]) =>
    fc.tuple(
      fc.constant(columns),
      fc.array(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
    ),
  );
  fc.assert(
    fc.property(table, ([columns, gains]) => {
      const found = assign(gains.length, columns, (row, column) => gains[row]![column]!);
      const matched = found.filter((column) => column >= 0);
      expect(new Set(matched).size).toBe(matched.length);
      const sum = found.reduce((total, column, row) => total + (column < 0 ? 0 : gains[row]![column]!), 0);
      expect(sum).toBeCloseTo(greatest(gains, columns), 9);
    }),
  );
});
