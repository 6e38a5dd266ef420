import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rows, unit } from '../../ingest/classify/vectors.ts';
import { assemble, PRODUCTS } from '../../train/kernel/assemble.ts';

describe('Dot products', () => {
  it('are made by what products.wat says', async () => {
    expect(Buffer.from(await assemble(PRODUCTS)).equals(readFileSync(PRODUCTS))).toBe(true);
  });

  it('are those of plain arithmetic, for any number of vectors of any length', () => {
    const number = fc.double({ min: -1, max: 1, noNaN: true });
    const sizes = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 12 }));
    const vectors = sizes.chain(([size, count]) =>
      fc.array(fc.array(number, { minLength: size, maxLength: size }), { minLength: count + 1, maxLength: count + 1 }),
    );
    fc.assert(
      fc.property(vectors, (rows) => {
        const [one, ...others] = rows.map(unit) as [Float32Array, ...Float32Array[]];
        const found = new Rows(others).cosines(one);
        expect(found).toHaveLength(others.length);
        others.forEach((other, i) => {
          const plain = other.reduce((sum, x, k) => sum + x * one[k]!, 0);
          expect(found[i]).toBeCloseTo(plain, 5);
        });
      }),
    );
  });

  it('do not change when another vector is asked about', () => {
    const rows = new Rows([unit([1, 0]), unit([1, 1])]);
    const first = rows.cosines(unit([0, 1]));
    rows.cosines(unit([1, 0]));
    expect([...first]).toEqual([0, expect.closeTo(Math.SQRT1_2, 5)]);
  });
});
