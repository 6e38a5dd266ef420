import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutBlocks, type Passage } from '../../web/passages.ts';

const BLOCKS = [
  { start: 0, end: 10 },
  { start: 12, end: 30 },
  { start: 31, end: 40 },
];

describe('Cutting blocks into segments', () => {
  it('cuts at the boundaries of overlapping passages', () => {
    const passages = [
      { key: 'a', start: 2, end: 6 },
      { key: 'b', start: 4, end: 8 },
    ];
    expect(cutBlocks([{ start: 0, end: 10 }], passages)).toEqual([
      [
        { start: 0, end: 2, covering: [], first: [] },
        { start: 2, end: 4, covering: ['a'], first: ['a'] },
        { start: 4, end: 6, covering: ['a', 'b'], first: ['b'] },
        { start: 6, end: 8, covering: ['b'], first: [] },
        { start: 8, end: 10, covering: [], first: [] },
      ],
    ]);
  });

  it('covers each block once, and each passage wherever it lies in a block', () => {
    const passage = fc.tuple(fc.nat(42), fc.nat(42)).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));
    fc.assert(
      fc.property(fc.array(passage, { maxLength: 8 }), (spans) => {
        const passages: Passage[] = spans.map((span, index) => ({ key: String(index), ...span }));
        const cut = cutBlocks(BLOCKS, passages);
        cut.forEach((segments, index) => {
          const positions = segments.flatMap((one) => range(one.start, one.end));
          expect(positions).toEqual(range(BLOCKS[index]!.start, BLOCKS[index]!.end));
        });
        const segments = cut.flat();
        for (const { key, start, end } of passages) {
          const covered = segments
            .filter((one) => one.covering.includes(key))
            .flatMap((one) => range(one.start, one.end));
          const inBlocks = range(start, end).filter((at) =>
            BLOCKS.some((block) => block.start <= at && at < block.end),
          );
          expect(covered).toEqual(inBlocks);
          expect(segments.filter((one) => one.first.includes(key))).toHaveLength(inBlocks.length > 0 ? 1 : 0);
        }
      }),
    );
  });
});

function range(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, index) => start + index);
}
