import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Difference } from '../../src/contract.ts';
import { type Piece, piecesOf } from '../../web/differences.ts';

const at = (start: number, end: number): Difference => ({
  kind: 'replaced',
  serious: false,
  expected: '',
  found: '',
  expectedAt: { start, end },
  foundAt: { start, end },
});
const differing = (pieces: Piece[]) => pieces.filter((piece) => piece.difference).map((piece) => piece.text);
const joined = (pieces: Piece[]) => pieces.map((piece) => piece.text).join('');

describe('The pieces of a text', () => {
  it('are cut where it differs, by offsets into the whole to which it belongs', () => {
    expect(piecesOf('is not so', 100, [at(103, 106)], 'expectedAt')).toEqual([
      { text: 'is ', difference: null },
      { text: 'not', difference: at(103, 106) },
      { text: ' so', difference: null },
    ]);
  });

  it('have nothing for what stands only in the other text', () => {
    expect(differing(piecesOf('is so', 0, [at(3, 3)], 'foundAt'))).toEqual([]);
  });

  it('make up the text again, whatever the differences', () => {
    const span = fc.tuple(fc.nat(40), fc.nat(40)).map(([one, other]) => at(Math.min(one, other), Math.max(one, other)));
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.nat(10), fc.array(span, { maxLength: 6 }), (text, start, spans) => {
        expect(joined(piecesOf(text, start, spans, 'foundAt'))).toBe(text);
      }),
    );
  });
});
