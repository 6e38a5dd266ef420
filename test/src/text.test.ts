import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fold,
  lengthInWords,
  matchQuery,
  normaliseName,
  quoteTitle,
  searchTerms,
  searchWords,
  slug,
  unfold,
  words,
} from '../../src/text.ts';

/** Any text, with more of what breaks things than chance would bring. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom(
        ...[
          '"',
          "'",
          '"*',
          'NEAR(',
          ' AND ',
          ' OR NOT ',
          '^',
          '{a b}:',
          'speaker:',
          '(((',
          '-',
          '\0',
          '\ud800',
          'U.S.',
        ],
        ...[
          '华为',
          '华',
          'e\u0301',
          '½',
          '10²',
          'ﬁ',
          'İ',
          'ß',
          '-\n',
          '\u00ad\n',
          '...',
          '. . .',
          '—',
          '«',
          '\u200b',
          ' \u00a0\t',
        ],
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('fold', () => {
  test.each([
    ['case and white space', 'The\u00a0 Ports\n\tStay  Open ', 'the ports stay open'],
    ['the glyphs of quotation marks', '«Ports» ‘stay’ „open“ 「now」', '"ports" \'stay\' "open" "now"'],
    ['dashes and hyphens', 'ports—all of them – stay non‑closed', 'ports-all of them - stay non-closed'],
    ['ellipses', 'ports... stay . . . open…', 'ports… stay … open…'],
    ['ligatures and full-width letters', 'ﬁve Ｐｏｒｔｓ', 'five ports'],
    ['letters with loose accents', 'Cafe\u0301 Müller Mu\u0308ller', 'café müller müller'],
    ['soft hyphens and zero-width characters', 'har\u00adbour\u200b mas\u2060ter', 'harbour master'],
    ['a word broken at a line end', 'the har-\n  bour and the break\u00ad\nwater', 'the harbour and the breakwater'],
    ['a soft hyphen and a hyphen in one text', 'North-\nSouth lines', 'north-south lines'],
  ])('evens out %s', (_what, text, expected) => {
    expect(fold(text).text).toBe(expected);
  });

  test('keeps numbers apart that only look alike', () => {
    expect(fold('1½').text).not.toBe(fold('11/2').text);
    expect(fold('10² m').text).not.toBe(fold('102 m').text);
  });

  test('leads every folded range back to the words it came from', () => {
    const text = 'The “har-\nbour”\u00a0 master\u00ad’s ofﬁce';
    const folded = fold(text);
    const back = (part: string) => {
      const at = folded.text.indexOf(part);
      const { start, end } = unfold(folded, at, at + part.length);
      return text.slice(start, end);
    };
    expect(back('harbour')).toBe('har-\nbour');
    expect(back('" master')).toBe('”\u00a0 master');
    expect(back('office')).toBe('ofﬁce');
    expect(back('of')).toBe('of');
  });

  test('maps any text within its bounds, in order, to stretches that fold to the same', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { text: folded, map } = fold(text);
        expect(map.starts.length).toBe(folded.length);
        for (let i = 0; i < folded.length; i++) {
          expect(map.starts[i]!).toBeLessThan(map.ends[i]!);
          expect(map.ends[i]!).toBeLessThanOrEqual(text.length);
          if (i > 0) expect(map.starts[i]!).toBeGreaterThanOrEqual(map.starts[i - 1]!);
        }
        expect(folded).toBe(folded.trim());
      }),
      { numRuns: 300 },
    );
  });
});

describe('words', () => {
  const texts = (text: string) => words(text).map((word) => word.text);

  test('keeps inner apostrophes, hyphens and decimal points, and parts words at dashes', () => {
    expect(texts("The state-backed firm’s 3.5 shares – sold—weren't.")).toEqual([
      'the',
      'state-backed',
      "firm's",
      '3.5',
      'shares',
      'sold',
      "weren't",
    ]);
  });

  test('reads U.S. and US as one word, and full stops as none', () => {
    expect(texts('the U.S. said. US')).toEqual(['the', 'us', 'said', 'us']);
  });

  test('takes each Chinese character by itself', () => {
    expect(texts('华为的5G网络')).toEqual(['华', '为', '的', '5g', '网', '络']);
  });

  test('gives offsets that read back to the word in any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let last = 0;
        for (const word of words(text)) {
          expect(word.start).toBeGreaterThanOrEqual(last);
          expect(word.end).toBeGreaterThan(word.start);
          expect(fold(text.slice(word.start, word.end)).text.replaceAll('.', '')).toContain(
            word.text.replaceAll('.', '').slice(0, 1),
          );
          last = word.start;
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('matchQuery', () => {
  function index(...texts: string[]) {
    const db = new Database(':memory:');
    db.exec(`CREATE VIRTUAL TABLE t USING fts5(text, speaker, tokenize = 'porter unicode61')`);
    const insert = db.prepare('INSERT INTO t (rowid, text, speaker) VALUES (?, ?, ?)');
    for (const [i, text] of texts.entries()) insert.run(i, searchTerms(text), 'nobody');
    const find = db.prepare('SELECT rowid FROM t WHERE t MATCH ? ORDER BY rowid').pluck();
    return (query: string | undefined) => (query === undefined ? [] : find.all(query));
  }

  test('finds Chinese of two characters, of one, and of more, inside a longer run', () => {
    const find = index('美国制裁华为公司的决定', '中华民族', '为公司服务');
    expect(find(matchQuery('华为'))).toEqual([0]);
    expect(find(matchQuery('华'))).toEqual([0, 1]);
    expect(find(matchQuery('定'))).toEqual([0]);
    expect(find(matchQuery('华为公司'))).toEqual([0]);
    expect(find(matchQuery('公司', { mode: 'phrase' }))).toEqual([0, 2]);
  });

  test('finds phrases that mix scripts', () => {
    const find = index('据华为5G网络报告，the report', '5G 华为');
    expect(find(matchQuery('华为5G网络', { mode: 'phrase' }))).toEqual([0]);
    expect(find(matchQuery('报告，the report', { mode: 'phrase' }))).toEqual([0]);
  });

  test('takes US and U.S. for one word, and a word broken at a line end for whole', () => {
    const find = index('the U.S. ports', 'US harbours', 'har-\nbour walls');
    expect(find(matchQuery('U.S.'))).toEqual([0, 1]);
    expect(find(matchQuery('us'))).toEqual([0, 1]);
    expect(find(matchQuery('harbour'))).toEqual([1, 2]);
    expect(find(matchQuery('har-\nbour walls', { mode: 'phrase' }))).toEqual([2]);
  });

  test('drops stop words where other words remain, doubles, and what exceeds the limit', () => {
    expect(matchQuery('The ports and the Ports')).toBe('"ports"');
    expect(matchQuery('to be or not')).toBe('"to" OR "be" OR "or" OR "not"');
    expect(matchQuery('one two three four', { max: 2 })).toBe('"one" OR "two"');
  });

  test.each(['', '   ', '"', '!?', '-', '()', '\0'])('is undefined where %j has no word', (text) => {
    expect(matchQuery(text)).toBeUndefined();
    expect(matchQuery(text, { mode: 'phrase' })).toBeUndefined();
  });

  test.each([
    'net-zero',
    '25%',
    "China's",
    'C++',
    'speaker:xi',
    '{a b}:x',
    '('.repeat(300),
    'a AND',
    'NEAR(a b)',
    '^a',
    'a*',
  ])('takes %j as text', (text) => {
    const find = index('nothing of the kind');
    expect(find(matchQuery(text))).toEqual([]);
    expect(find(matchQuery(text, { mode: 'phrase' }))).toEqual([]);
  });

  test('never lets any input reach FTS5 as syntax', () => {
    const find = index('the ports stay open', '华为公司');
    fc.assert(
      fc.property(anyText, (text) => {
        for (const mode of ['any', 'phrase'] as const) expect(() => find(matchQuery(text, { mode }))).not.toThrow();
        for (const word of searchWords(text)) expect(() => find(`"${word}"`)).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });

  test('finds every text by its own words', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('华为', '港口', '的', 'port', 'U.S.', 'non-EU', 'of', '5G', '，', ', '), {
          minLength: 1,
        }),
        (parts) => {
          const text = parts.join(' '.repeat(parts.length % 2));
          const query = matchQuery(text, { mode: 'phrase', max: 1000 });
          if (query !== undefined) expect(index(text)(query)).toEqual([0]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('slug', () => {
  test.each([
    ['Telefónica – Zürich & Łódź', 'telefonica-zurich-lodz'],
    ["The Harbour Board's U.S. Plan", 'the-harbour-boards-u-s-plan'],
    ['华为', 'u534e-u4e3a'],
    ['!!!', 'u21-u21-u21'],
    ['', 'unnamed'],
    ['2020', '2020'],
  ])('makes of %j the identifier %s', (text, expected) => {
    expect(slug(text)).toBe(expected);
  });

  test('is an identifier for any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(slug(text)).toMatch(/^(?=.{1,80}$)[a-z0-9]+(-[a-z0-9]+)*$/);
      }),
    );
  });
});

describe('normaliseName', () => {
  test.each([
    ['Secretary Okafor’s', 'Okafor'],
    ['Mr. John Q. Citizen', 'john q citizen'],
    ['Dr José Álvarez-Pérez', 'Jose Alvarez Perez'],
    ['Deputy Foreign Minister Ana Lima', 'ana lima'],
    ['the U.S. Harbour Board', 'US harbour board'],
    ["The Sailor's Daily", 'Sailors Daily'],
    ['王毅', '王毅'],
  ])('takes %j and %j for one name', (one, other) => {
    expect(normaliseName(one)).toBe(normaliseName(other));
  });

  test('keeps a title that stands alone and a name that begins like one', () => {
    expect(normaliseName('The President')).toBe('president');
    expect(normaliseName('Secretary of State')).toBe('secretary of state');
    expect(normaliseName('General Widgets')).toBe('general widgets');
  });
});

describe('The length of a text in words', () => {
  test('is the same whatever the names in it are', () => {
    const said = (name: string) => lengthInWords(`It says that ${name} spies on us.`);
    for (const name of [
      'China',
      'the United States',
      'the United States of America',
      'Zhao Lijian',
      'the Bank of China',
    ])
      expect(said(name)).toBe(said('Huawei'));
  });

  test('counts the word that begins a sentence, and every word in capitals, as one', () => {
    expect(lengthInWords('It is safe.')).toBe(3);
    expect(lengthInWords('SAYS BAN IS UNFAIR')).toBe(4);
    expect(lengthInWords('… —')).toBe(0);
  });
});

describe('A title between quotation marks', () => {
  test('has single ones inside', () => {
    expect(quoteTitle('The “dirty network” of the US')).toBe('“The ‘dirty network’ of the US”');
    expect(quoteTitle('The "dirty network" of the US')).toBe('“The ‘dirty network’ of the US”');
    expect(quoteTitle('The harbour’s cranes')).toBe('“The harbour’s cranes”');
  });
});
