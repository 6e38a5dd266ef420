import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIELDS, type Meaning, parseQuery, printQuery, withoutPart } from '../../src/query/parse.ts';

/** Parts without their places. */
function meanings(query: string): Meaning[] {
  return parseQuery(query).map(({ start: _, end: __, ...meaning }) => meaning as Meaning);
}

/** Text rich in what the grammar knows. */
const LOADED = fc
  .array(
    fc.oneof(
      fc.constantFrom('"', '“', '”', '„', '«', '»', '「', '」', '-', '−', ':', '：', ',', ' ', '\n', '(', '*', "'"),
      fc.constantFrom(...FIELDS, 'word', '华为', 'x', '2020-08', 'AND', 'NEAR'),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    ),
    { maxLength: 25 },
  )
  .map((parts) => parts.join(''));

describe('A query', () => {
  it.each([
    [
      'undersea cables',
      [
        { kind: 'word', text: 'undersea' },
        { kind: 'word', text: 'cables' },
      ],
    ],
    [
      '"clean network" -huawei',
      [
        { kind: 'phrase', text: 'clean network' },
        { kind: 'without', text: 'huawei' },
      ],
    ],
    ['“clean network”', [{ kind: 'phrase', text: 'clean network' }]],
    [
      '„sauberes Netz“ «réseau propre»',
      [
        { kind: 'phrase', text: 'sauberes Netz' },
        { kind: 'phrase', text: 'réseau propre' },
      ],
    ],
    [
      '王毅「数据安全」',
      [
        { kind: 'word', text: '王毅' },
        { kind: 'phrase', text: '数据安全' },
      ],
    ],
    ['-"bullying of firms"', [{ kind: 'without', text: 'bullying of firms' }]],
    [
      'speaker:"Wang Yi",MFA bloc:us',
      [
        { kind: 'field', field: 'speaker', values: ['Wang Yi', 'MFA'] },
        { kind: 'field', field: 'bloc', values: ['us'] },
      ],
    ],
    [
      'Topic:5g after:2020-08 before:2021',
      [
        { kind: 'field', field: 'topic', values: ['5g'] },
        { kind: 'field', field: 'after', values: ['2020-08'] },
        { kind: 'field', field: 'before', values: ['2021'] },
      ],
    ],
    ['speaker：王毅', [{ kind: 'field', field: 'speaker', values: ['王毅'] }]],
  ] as [string, Meaning[]][])('is read by its grammar: %s', (query, expected) => {
    expect(meanings(query)).toEqual(expected);
  });

  it.each([
    'colour:red',
    'https://example.org',
    'topic:',
    'net-zero',
    '"unclosed',
    '5\'10" tall',
    'a -',
    '- b',
    '"…"',
    '-topic:cloud',
    'C++',
  ])('is words where it is no part of the grammar: %s', (query) => {
    expect(meanings(query).every(({ kind }) => kind === 'word')).toBe(true);
  });

  it('knows where its parts stand, and can do without any of them', () => {
    const query = 'cables  -"fibre optic" bloc:us  Huawei';
    const parts = parseQuery(query);
    expect(parts.map(({ start, end }) => query.slice(start, end))).toEqual([
      'cables',
      '-"fibre optic"',
      'bloc:us',
      'Huawei',
    ]);
    expect(withoutPart(query, parts[1]!)).toBe('cables bloc:us  Huawei');
    expect(withoutPart(query, parts[3]!)).toBe('cables  -"fibre optic" bloc:us');
  });

  it('can be printed, and is read again as the same', () => {
    fc.assert(
      fc.property(fc.oneof(LOADED, fc.string({ unit: 'grapheme' })), (query) => {
        const parts = parseQuery(query);
        expect(meanings(printQuery(parts))).toEqual(meanings(query));
        for (const [i, { start, end }] of parts.entries()) {
          expect(end).toBeGreaterThan(start);
          expect(start).toBeGreaterThanOrEqual(parts[i - 1]?.end ?? 0);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
