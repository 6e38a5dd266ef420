import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Difference } from '../../src/contract.ts';
import { compareWordings, findAlignment, type Piece } from '../../web/differences.ts';

const differing = (pieces: Piece[]) => pieces.filter((piece) => piece.differs).map((piece) => piece.text);
const joined = (pieces: Piece[]) => pieces.map((piece) => piece.text).join('');

describe('The places of differences', () => {
  it('are the right ones where a word occurs more than once', () => {
    const differences: Difference[] = [{ kind: 'dropped', expected: 'not', found: '' }];
    const found = findAlignment('It is not so, and it is not right.', 'It is not so, and it is right.', differences);
    expect(found!.document).toEqual([
      { text: 'It is not so, and it is ', differs: false },
      { text: 'not', differs: true },
      { text: ' right.', differs: false },
    ]);
  });

  it('are whole words, also where the letters would fit elsewhere', () => {
    const found = findAlignment('clean an net', 'clean net', [{ kind: 'dropped', expected: 'an', found: '' }]);
    expect(differing(found!.document)).toEqual(['an']);
    const twice = findAlignment('a an network', 'a network', [{ kind: 'dropped', expected: 'an', found: '' }]);
    expect(differing(twice!.document)).toEqual(['an']);
  });

  it('do not depend on case, white space, accents or the shapes of marks', () => {
    const found = findAlignment('“Our  CITIZENS’ résumé”', '"our citizens\' data resume"', [
      { kind: 'added', expected: '', found: 'data' },
    ]);
    expect(differing(found!.quotation)).toEqual(['data']);
    expect(differing(found!.document)).toEqual([]);
  });

  it('are found in Chinese', () => {
    const found = findAlignment('这一做法违反国际贸易规则', '这一做法符合国际贸易规则', [
      { kind: 'replaced', expected: '违反', found: '符合' },
    ]);
    expect(differing(found!.document)).toEqual(['违反']);
    expect(differing(found!.quotation)).toEqual(['符合']);
  });

  it('leave alone what was pasted along after the quotation', () => {
    const found = findAlignment('a clean network', '"a dirty network" – the minister', [
      { kind: 'replaced', expected: 'clean', found: 'dirty' },
    ]);
    expect(differing(found!.quotation)).toEqual(['dirty']);
  });

  it('are unknown where the differences do not fit the texts', () => {
    expect(findAlignment('one two', 'three four', [{ kind: 'added', expected: '', found: 'five' }])).toBeUndefined();
  });

  it('are found for any words replaced, left out and put in', () => {
    const word = fc.constantFrom('a', 'an', 'net', 'network', 'clean', 'not', '华', '为');
    const step = fc.oneof(
      fc.record({ same: fc.array(word, { minLength: 1, maxLength: 4 }) }),
      fc.record({ expected: fc.array(word, { maxLength: 3 }), found: fc.array(word, { maxLength: 3 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        const document = steps.flatMap((one) => ('same' in one ? one.same : one.expected)).join(' ');
        const quotation = steps.flatMap((one) => ('same' in one ? one.same : one.found)).join(' ');
        const differences = steps.flatMap((one): Difference[] =>
          'same' in one ? [] : [{ kind: 'replaced', expected: one.expected.join(' '), found: one.found.join(' ') }],
        );
        const found = findAlignment(document, quotation, differences);
        expect(joined(found!.document)).toBe(document);
        expect(joined(found!.quotation)).toBe(quotation);
        expect(differing(found!.document)).toEqual(differences.map((one) => one.expected).filter(Boolean));
      }),
    );
  });

  it('are given up in good time', () => {
    const document = 'ab '.repeat(2000);
    const differences = Array.from({ length: 30 }, (): Difference => ({ kind: 'added', expected: '', found: 'ab' }));
    const before = performance.now();
    findAlignment(document, `${document}x${document}`, differences);
    expect(performance.now() - before).toBeLessThan(2000);
  });
});

describe('Wordings', () => {
  it('show what the other does not have', () => {
    const pieces = compareWordings('the privacy of citizens', 'the data of all citizens');
    expect(joined(pieces)).toBe('the data of all citizens');
    expect(differing(pieces).map((text) => text.trim())).toEqual(['data', 'all']);
  });
});
