import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Block, Claim, Span, Speaker } from '../../src/claim.ts';
import { Check } from '../../src/contract.ts';
import { TriptychError } from '../../src/error.ts';
import { fold, quoteTerm, searchTerms } from '../../src/text.ts';
import { type BlockId, MAX_WORDS, type PassageStore, type PassageVersion, verify } from '../../src/verify/index.ts';

const SENTENCES = [
  'The port authority has never permitted foreign vessels to unload chemical waste after midnight.',
  'Every fishing licence issued since March must be renewed before the first of October.',
  'Our inspectors found 312 cracked containers, of which 45 had leaked into the river.',
  'Farmers in the northern valleys may not sell untreated milk to schools or hospitals.',
  'The minister alleged that two contractors hid the true cost of the new lighthouse.',
  'Trains between the coast and the capital will run every twenty minutes from Monday.',
  'A third of the island’s teachers learned their trade on the mainland.',
  'No household will pay more than $12 a month for drinking water.',
  'The court rejected the appeal and ordered both companies to publish their accounts.',
  'Seven villages lost their only doctor when the clinic at Arden closed.',
  'Shipping rates fell by 4.5% last year, although fuel became dearer.',
  'The bridge is safe for lorries, but it should be inspected twice a year.',
  'We have always welcomed students from neighbouring countries and we shall go on doing so.',
  'The harbour’s cranes were built in 1974 and have outlived three owners.',
  'Nobody who works in the tunnel should be without a lamp and a radio.',
  'Salt from the marshes is exported to eleven countries on two continents.',
  'The committee recommends that all wells be tested for arsenic every spring.',
  'Local newspapers reported the flood a full day before the government did.',
  'Its engineers drew up plans for a state-funded dam, yet nothing was built.',
  'Large ferries cannot turn in the inner basin when the wind blows from the east.',
  'The museum bought the painting from a dealer who later denied having owned it.',
  'Most of the orchards that were planted after the war have been cut down.',
  'Pilots must report any failure of the beacon to the tower within ten minutes.',
  'The two cities share one airport, one university and a single orchestra.',
  'Wages in the quarries rose faster than prices for the fourth year running.',
  'An independent panel cleared the mayor of every accusation but one.',
  'The treaty forbids nets with a mesh narrower than six centimetres.',
  'Librarians across the region are calling for longer opening hours on Sundays.',
  'The reservoir holds enough water for ninety days without rain.',
  'Old rails were melted down and cast into bells for the cathedral.',
  'She promised that the archive would open its doors to everyone next summer.',
  'The ferry company paid a fine of €250,000 and replaced its captain.',
  'Winters have grown shorter, and the glacier above the town is almost gone.',
  'Only citizens who have lived here for five years can stand for the council.',
  'The vaccine must be stored at -20 degrees and used within six hours.',
  'Bakers protested when the price of flour doubled within a single week.',
  'The lighthouse keeper’s diary describes a storm that lasted eleven days.',
  'Customs officers searched the warehouse twice and found nothing unusual.',
  'The new law obliges landlords to repair broken heating within three days.',
  'Divers recovered a bronze statue from the wreck off the southern cape.',
];

const INVENTED = [
  'The emperor of the moon has forbidden bicycles on Tuesdays.',
  'Nine astronauts played chess with a retired elephant in the desert.',
  'Our inspectors will publish a list of the best restaurants in the capital.',
  'The minister said that the companies must pay for the schools.',
  'Students from the mainland will travel by train to the university next summer.',
  'The government reported that fuel prices fell by a third after the war.',
  'Citizens should welcome the new treaty, which protects every village on the coast.',
  'Foreign companies have never paid wages in the northern valleys of the island.',
];

interface Source {
  name: string;
  paragraphs: string[];
  kinds?: Record<number, Block['kind']>;
  pages?: Record<number, number>;
  claims?: { words: string; speaker: string; kind?: Claim['speaker']['kind'] }[];
  date?: string;
  digestOf?: string;
  quality?: PassageVersion['quality'];
  separator?: string;
}

function toVersion(source: Source): PassageVersion & { claims: Claim[] } {
  const { name, paragraphs, quality = 'intact', date = null, digestOf = null } = source;
  const text = paragraphs.join(source.separator ?? '\n\n');
  let at = 0;
  const blocks = paragraphs.map((paragraph, i) => {
    const start = text.indexOf(paragraph, at);
    at = start + paragraph.length;
    const page = source.pages?.[i];
    return { kind: source.kinds?.[i] ?? 'paragraph', start, end: at, ...(page === undefined ? {} : { page }) } as Block;
  });
  const claims = (source.claims ?? []).map(({ words, speaker, kind = 'person' }, i) => {
    const start = text.indexOf(words);
    const who = { id: speaker.toLowerCase().replaceAll(' ', '-'), name: speaker, kind, country: null };
    return {
      id: `${name}-${i}`,
      text: words,
      start,
      end: start + words.length,
      speaker: who,
      manner: 'direct',
      polarity: 'asserted',
      hedge: null,
      confidence: 1,
      chain: [],
      jointly: [],
    } as unknown as Claim;
  });
  const claimsIn = (span: Span) => claims.filter(({ start, end }) => start < span.end && end > span.start);
  return {
    document: name,
    version: `hash of ${name}`,
    title: name,
    date,
    digestOf,
    quality,
    text,
    blocks,
    claims,
    claimsIn,
    reported: () => claims.filter(({ manner }) => manner !== 'own').map(({ speaker }) => speaker),
  };
}

/** The contract of the store over a real FTS5 table in memory. */
function storeOf(
  ...sources: Source[]
): Omit<PassageStore, 'getVersion'> & { getVersion(id: number): ReturnType<typeof toVersion> } {
  const versions = sources.map(toVersion);
  const db = new Database(':memory:');
  db.exec(
    `CREATE VIRTUAL TABLE t USING fts5(text, version UNINDEXED, block UNINDEXED, start UNINDEXED, "end" UNINDEXED, tokenize = 'unicode61 remove_diacritics 2')`,
  );
  db.exec(`CREATE VIRTUAL TABLE v USING fts5vocab(t, row)`);
  const insert = db.prepare('INSERT INTO t VALUES (?, ?, ?, ?, ?)');
  for (const [i, { text, blocks }] of versions.entries()) {
    for (const [j, { start, end }] of blocks.entries())
      insert.run(searchTerms(text.slice(start, end)), i, j, start, end);
  }
  const find = db.prepare('SELECT version, block, start, "end" FROM t WHERE t MATCH ? ORDER BY rowid LIMIT ?');
  const having = db.prepare('SELECT rowid FROM t WHERE t MATCH ? ORDER BY rowid').pluck();
  const locate = db.prepare('SELECT version, block, start, "end" FROM t WHERE rowid = ?');
  const count = db.prepare('SELECT doc FROM v WHERE term = ?').pluck();
  const people = ['Ana Lima', 'Rui Costa', 'Port Ministry', 'Nobody Here'].map(
    (name) => ({ id: name.toLowerCase().replaceAll(' ', '-'), name }) as Speaker,
  );
  return {
    // What the hashes find, the words find too.
    findSentences: () => [],
    findPassages: (match, limit) => find.all(match, limit) as BlockId[],
    blocksWith: (word) => Uint32Array.from(having.all(quoteTerm(word)) as number[]),
    locateBlocks: (numbers) => numbers.map((number) => locate.get(number) as BlockId),
    getVersion: (id) => versions[id]!,
    wordFrequencies: (words) => new Map(words.map((word) => [word, (count.get(word) as number | undefined) ?? 0])),
    findSpeakers: (name) => people.filter((speaker) => speaker.name === name),
  };
}

/** Verifies, and holds for every answer what must hold for all. */
function check(store: PassageStore, quotation: string, speaker?: string) {
  const response = verify(store, { quotation, speaker });
  expect(Check.safeParse(response).error).toBeUndefined();
  for (const match of response.matches) {
    const { text } = versionsByHash(store).find((version) => version.version === match.version)!;
    expect(text.slice(match.start, match.end)).toBe(match.text);
    expect(match.text).toBe(match.text.trim());
    for (const { expected, found, expectedAt, foundAt } of match.differences) {
      expect(text.slice(expectedAt.start, expectedAt.end).replace(/\s+/g, ' ')).toBe(expected);
      expect(response.quotation.slice(foundAt.start, foundAt.end).replace(/\s+/g, ' ')).toBe(found);
    }
  }
  expect(response.summary).toMatch(/^[^\n]+\.$/);
  return response;
}

function versionsByHash(store: PassageStore): PassageVersion[] {
  const versions: PassageVersion[] = [];
  for (let id = 0; ; id++) {
    const version = store.getVersion(id);
    if (version === undefined) return versions;
    versions.push(version);
  }
}

const harbour = storeOf(
  { name: 'first', paragraphs: chunk(SENTENCES.slice(0, 20), 3) },
  { name: 'second', paragraphs: chunk(SENTENCES.slice(20), 2) },
);

function chunk(sentences: string[], size: number): string[] {
  const count = Math.ceil(sentences.length / size);
  return Array.from({ length: count }, (_, i) => sentences.slice(i * size, (i + 1) * size).join(' '));
}

/** The differences of the best place, without their offsets, which {@link check} has compared with the texts. */
const differencesOf = (store: PassageStore, quotation: string) =>
  check(store, quotation).matches[0]?.differences.map(({ kind, serious, expected, found }) => ({
    kind,
    serious,
    expected,
    found,
  }));

describe('a true quotation', () => {
  test.each(SENTENCES)('is verbatim: %s', (sentence) => {
    const { verdict, matches } = check(harbour, sentence);
    expect(verdict).toBe('verbatim');
    expect(fold(matches[0]!.text).text).toBe(fold(sentence).text);
  });

  const disguises: [string, (text: string) => string][] = [
    ['case', (text) => text.toUpperCase()],
    ['white space', (text) => text.replaceAll(' ', ' \n\t\u00a0')],
    ['apostrophes', (text) => text.replaceAll('’', "'")],
    ['enclosing quotation marks', (text) => `„${text}“`],
    ['soft hyphens', (text) => text.replace(/(\p{L}{3})(\p{L}{3})/gu, '$1\u00ad$2')],
    ['hyphenation at a line end', (text) => text.replace(/(?<![\p{L}-])(\p{Ll}{3})(\p{Ll}{3})/u, '$1-\n$2')],
    ['loose accents and full-width letters', (text) => text.normalize('NFD').replaceAll('a', 'ａ')],
    ['a full stop cut off', (text) => text.replace(/\.$/, '')],
    ['a comma for the full stop', (text) => text.replace(/\.$/, ',')],
    ['an ellipsis at both ends', (text) => `… ${text.replace(/\.$/, '')} ...`],
    ['its first letter in brackets', (text) => text.replace(/^(\p{L})(?=\p{L})/u, '[$1]')],
    ['a speaker named after it', (text) => `“${text}” — Ana Lima, Port Ministry`],
    ['a speaker named in the next line', (text) => `${text}\n– Ana Lima`],
  ];
  test.each(disguises)('is verbatim whatever its %s', (_what, disguise) => {
    for (const sentence of SENTENCES)
      expect([sentence, check(harbour, disguise(sentence)).verdict]).toEqual([sentence, 'verbatim']);
  });

  test('is verbatim in any part of five words or more, and in fewer', () => {
    const part = fc.constantFrom(...SENTENCES).chain((sentence) => {
      const words = sentence.split(' ');
      const from = fc.nat(words.length - 1);
      return (
        fc
          .tuple(from, fc.integer({ min: 1, max: words.length }))
          // Without its first word alone, a sentence may say the contrary.
          .filter(([at, count]) => at !== 1 || at + count < words.length)
          .map(([at, count]) => words.slice(at, at + count).join(' '))
      );
    });
    fc.assert(
      fc.property(part, (words) => {
        expect(check(harbour, words).verdict).toBe('verbatim');
      }),
      { numRuns: 150 },
    );
  });
});

/** Each kind of change to the words of a sentence but the outermost, whose loss leaves a true part of it. */
const mutations: [string, (words: string[], at: number) => string[] | undefined][] = [
  ['a negation put in', (words, at) => words.toSpliced(at, 0, 'not')],
  ['a word put in', (words, at) => words.toSpliced(at, 0, 'allegedly')],
  ['a word dropped', (words, at) => words.toSpliced(at, 1)],
  ['a word replaced', (words, at) => words.with(at, words[at]!.replace(/^[\p{L}’-]+/u, 'umbrella'))],
  ['two words exchanged', (words, at) => words.toSpliced(at - 1, 2, words[at]!, words[at - 1]!)],
];

describe('a quotation of two passages', () => {
  const [one, other] = [SENTENCES[0]!, SENTENCES[13]!];

  test('is altered where nothing marks what stands between them, and says what', () => {
    const { verdict, matches } = check(harbour, `${one} ${other}`);
    expect(verdict).toBe('altered');
    const [difference, ...more] = matches[0]!.differences;
    expect(more).toEqual([]);
    expect(difference).toMatchObject({ kind: 'dropped', found: '' });
    expect(difference!.expected.startsWith('Every fishing licence')).toBe(true);
    expect(check(harbour, `${one} ... ${other}`).verdict).toBe('trimmed');
  });

  test('with a second one that stands nowhere has had that added', () => {
    const [difference] = differencesOf(harbour, `${one} ${INVENTED[0]}`)!;
    expect(difference).toMatchObject({ kind: 'added', expected: '' });
  });

  test('is by whoever says them, not by whoever says what stands between', () => {
    const between =
      'The port’s own lawyers, asked about it on Monday, would not say a word about any of these vessels. '.repeat(3);
    const store = storeOf({
      name: 'news',
      paragraphs: [one, between, other],
      claims: [
        { words: one, speaker: 'Ana Lima' },
        { words: between.trim(), speaker: 'Rui Costa' },
        { words: other, speaker: 'Ana Lima' },
      ],
    });
    expect(check(store, `${one} ... ${other}`, 'Ana Lima')).toMatchObject({
      verdict: 'trimmed',
      attribution: 'confirmed',
      speaker: { name: 'Ana Lima' },
    });
  });
});

describe('a changed quotation', () => {
  test.each(mutations)('with %s is altered, and the words are named', (what, mutate) => {
    const place = fc.constantFrom(...SENTENCES).chain((sentence) => {
      const words = sentence.split(' ');
      return fc.tuple(fc.constant(words), fc.integer({ min: 2, max: words.length - 3 }));
    });
    fc.assert(
      fc.property(place, ([words, at]) => {
        const changed = mutate(words, at)!;
        if (changed.join(' ') === words.join(' ')) return;
        const { verdict, matches } = check(harbour, changed.join(' '));
        expect(verdict).toBe('altered');
        const { differences } = matches[0]!;
        const named = fold(differences.map(({ expected, found }) => `${expected} ${found}`).join(' ')).text;
        const bare = (word: string) => fold(word.replace(/[^\p{L}\p{N}’-]+$/u, '')).text;
        if (what.includes('put in')) expect(named).toContain(bare(changed[at]!));
        if (what.includes('dropped') || what.includes('replaced') || what.includes('exchanged')) {
          expect([words[at]!, words[at - 1]!].some((word) => named.includes(bare(word)))).toBe(true);
        }
      }),
      { numRuns: 120 },
    );
  });

  test.each([
    ['never permitted', 'permitted', SENTENCES[0]!, { kind: 'negation', expected: 'never', found: '' }],
    [
      'a negation',
      'may sell',
      'Farmers in the northern valleys may sell untreated milk to schools or hospitals.',
      { kind: 'negation', expected: 'not', found: '' },
    ],
    [
      'a word of doubt',
      'disputed',
      SENTENCES[25]!.replace('every accusation', 'every disputed accusation'),
      { kind: 'hedge', serious: true, expected: '', found: 'disputed' },
    ],
    [
      'what is only tried',
      'tries to',
      SENTENCES[26]!.replace('forbids', 'tries to forbid'),
      { kind: 'hedge', serious: true, expected: 'forbids', found: 'tries to forbid' },
    ],
    [
      'the opposite',
      'dangerous',
      SENTENCES[11]!.replace('is safe', 'is dangerous'),
      { kind: 'replaced', serious: true, expected: 'safe', found: 'dangerous' },
    ],
    [
      'a word in two',
      'light house',
      'The minister alleged that two contractors hid the true cost of the new light house.',
      { kind: 'spelling', expected: 'lighthouse', found: 'light house' },
    ],
    ['a number', '312', SENTENCES[2]!.replace('312', '213'), { kind: 'number', expected: '312', found: '213' }],
    ['a currency', '$12', SENTENCES[7]!.replace('$12', '12'), { kind: 'number', expected: '$12', found: '12' }],
    ['another currency', '€12', SENTENCES[7]!.replace('$12', '€12'), { kind: 'number', expected: '$12', found: '€12' }],
    [
      'a per cent sign',
      '4.5',
      SENTENCES[10]!.replace('4.5%', '4.5'),
      { kind: 'number', expected: '4.5%', found: '4.5' },
    ],
    [
      'a decimal point',
      '45%',
      SENTENCES[10]!.replace('4.5%', '45%'),
      { kind: 'number', expected: '4.5%', found: '45%' },
    ],
    ['a minus sign', '20', SENTENCES[34]!.replace('-20', '20'), { kind: 'number', expected: '-20', found: '20' }],
    [
      'thousands',
      '€250',
      SENTENCES[31]!.replace('€250,000', '€250'),
      { kind: 'number', expected: '€250,000', found: '€250' },
    ],
    [
      'the first word',
      'No',
      SENTENCES[7]!.replace('No household', 'Every household'),
      { kind: 'negation', expected: 'No', found: 'Every' },
    ],
    [
      'the last word',
      'days',
      SENTENCES[28]!.replace('rain.', 'wine.'),
      { kind: 'replaced', expected: 'rain', found: 'wine' },
    ],
    [
      'words put before',
      'Not',
      `Never before: ${SENTENCES[28]}`,
      { kind: 'negation', expected: '', found: 'Never before' },
    ],
    [
      'several words',
      '',
      SENTENCES[8]!.replace('rejected the appeal and', 'upheld'),
      { kind: 'replaced', expected: 'rejected the appeal and', found: 'upheld' },
    ],
    [
      'part of a compound',
      '',
      SENTENCES[18]!.replace('state-funded', 'funded'),
      { kind: 'dropped', expected: 'state', found: '' },
    ],
  ])('by %s (%s) shows exactly that', (what, _word, quotation, difference) => {
    const changed = what === 'never permitted' ? quotation.replace('never permitted', 'permitted') : quotation;
    const serious = difference.kind === 'negation' || difference.kind === 'number';
    expect(differencesOf(harbour, changed)).toEqual([{ serious, ...difference }]);
  });

  test.each([
    ['a comma left out', SENTENCES[32]!.replace('shorter, and', 'shorter and'), 'shorter, and', 'shorter and'],
    ['a hyphen left out', SENTENCES[18]!.replace('state-funded', 'state funded'), 'state-funded', 'state funded'],
    [
      'quotation marks put in',
      SENTENCES[38]!.replace('broken heating', '“broken heating”'),
      'repair broken',
      'repair “broken',
    ],
    ['a question mark for the full stop', SENTENCES[28]!.replace('.', '?'), 'rain.', 'rain?'],
    ['an exclamation mark for the full stop', SENTENCES[28]!.replace('.', '!'), 'rain.', 'rain!'],
  ])('by %s is altered, and shown with the words beside it', (_what, quotation, expected, found) => {
    expect(check(harbour, quotation).verdict).toBe('altered');
    expect(differencesOf(harbour, quotation)![0]).toEqual({ kind: 'punctuation', serious: false, expected, found });
  });

  test('that cuts a compound or a question mark is altered', () => {
    const store = storeOf({
      name: 'a',
      paragraphs: [
        'It allows non-resident fishermen to land their whole catch. Is the inner basin deep enough for them?',
      ],
    });
    expect(differencesOf(store, 'resident fishermen to land their whole catch')).toEqual([
      { kind: 'negation', serious: true, expected: 'non-resident', found: 'resident' },
    ]);
    expect(differencesOf(store, 'The inner basin is deep enough for them.')).not.toEqual([]);
    expect(differencesOf(store, 'Is the inner basin deep enough for them.')).toEqual([
      { kind: 'punctuation', serious: false, expected: 'them?', found: 'them.' },
    ]);
    expect(check(store, 'Is the inner basin deep enough for').verdict).toBe('verbatim');
  });

  test('with a false half behind a true one is altered', () => {
    const { verdict, matches } = check(
      harbour,
      `${SENTENCES[12]!.replace(/\.$/, '')} until every dormitory has burned down.`,
    );
    expect(verdict).toBe('altered');
    expect(matches[0]!.differences).toMatchObject([
      { kind: 'added', serious: false, expected: '', found: 'until every dormitory has burned down' },
    ]);
  });

  test('under five words is found only word for word', () => {
    expect(check(harbour, 'untreated milk').verdict).toBe('verbatim');
    expect(check(harbour, 'treated milk to schools').verdict).toBe('not-found');
    expect(check(harbour, 'cracked boxes').verdict).toBe('not-found');
  });
});

describe('an invented quotation', () => {
  test.each(INVENTED)('is not found: %s', (sentence) => {
    expect(check(harbour, sentence)).toMatchObject({ verdict: 'not-found', matches: [], attribution: null });
  });

  test('is not found either when made of the words of true ones', () => {
    const pool = SENTENCES.flatMap((sentence) => sentence.replace(/[.,]/g, '').split(' '));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pool), { minLength: 6, maxLength: 25 }), (words) => {
        expect(check(harbour, words.join(' ')).verdict).toBe('not-found');
      }),
      { numRuns: 150 },
    );
  });

  test('is not found for a set phrase that many passages share', () => {
    const phrase = 'the national security of the United States';
    const subjects = ['Cheap cranes', 'Old ferries', 'Foreign cables', 'Leaky tunnels', 'Rusty rails', 'Unlit beacons'];
    const store = storeOf({
      name: 'a',
      paragraphs: subjects.map((subject) => `${subject} weaken ${phrase}, we were told in June.`),
    });
    expect(check(store, `We shall protect ${phrase}`).verdict).toBe('not-found');
    expect(check(store, `Marmalade endangers ${phrase} of course`).verdict).toBe('not-found');
    expect(check(store, phrase)).toMatchObject({ verdict: 'verbatim', matches: { length: 6 } });
  });
});

describe('ellipses and brackets', () => {
  const [court] = SENTENCES.slice(8, 9);

  test.each(['…', '...', ' . . . ', ' […] ', ' [...] ', ' (…) '])('with %j show what they hide', (ellipsis) => {
    const quotation = court!.replace(' the appeal and ordered ', ellipsis);
    expect(check(harbour, quotation).verdict).toBe('trimmed');
    expect(differencesOf(harbour, quotation)).toEqual([
      { kind: 'hidden', serious: false, expected: 'the appeal and ordered', found: '' },
    ]);
  });

  test('that hide nothing change nothing', () => {
    expect(check(harbour, court!.replace('appeal and', 'appeal … and')).verdict).toBe('verbatim');
  });

  test('that hide several sentences are followed', () => {
    const quotation = `The port authority has never permitted foreign vessels … of which 45 had leaked into the river.`;
    const { verdict, matches } = check(harbour, quotation);
    expect(verdict).toBe('trimmed');
    expect(matches[0]!.differences).toMatchObject([{ kind: 'hidden', serious: false }]);
    expect(matches[0]!.differences[0]!.expected).toContain('fishing licence');
  });

  test('are the document’s own where both have them', () => {
    const store = storeOf({
      name: 'a',
      paragraphs: ['He wrote: “The lamps … must be cleaned [and] filled by the keeper.”'],
    });
    expect(check(store, 'The lamps ... must be cleaned [and] filled by the keeper').verdict).toBe('verbatim');
    expect(check(store, 'The lamps must be cleaned [and] filled by the keeper').verdict).toBe('altered');
  });

  test('that hide what turns the sentence round are serious', () => {
    const hidden = SENTENCES[3]!.replace('may not sell', 'may … sell');
    expect(check(harbour, hidden).verdict).toBe('trimmed');
    expect(differencesOf(harbour, hidden)).toEqual([{ kind: 'hidden', serious: true, expected: 'not', found: '' }]);
    expect(check(harbour, hidden).summary).toContain('turns the sentence round');
  });

  test('that hide whole sentences are serious only for what they cut in two', () => {
    const store = storeOf({
      name: 'a',
      paragraphs: [
        'We shall never close the harbour. Nobody asked for it. We want peace, and others will gladly open another pier.',
      ],
    });
    const [cut] = differencesOf(store, 'We shall … gladly open another pier.')!;
    expect(cut).toMatchObject({ kind: 'hidden', serious: true });
    const [whole] = differencesOf(
      store,
      'We shall never close the harbour. … We want peace, and others will gladly open another pier.',
    )!;
    expect(whole).toMatchObject({ kind: 'hidden', serious: false, expected: 'Nobody asked for it' });
  });

  test('beside an altered word do not excuse it', () => {
    const both = court!.replace('rejected the appeal and', 'welcomed … and');
    expect(check(harbour, both).verdict).toBe('altered');
    expect(differencesOf(harbour, both)!.map(({ kind }) => kind)).toEqual(['replaced', 'hidden']);
  });

  test('brackets say what an editor put in, or in the place of other words', () => {
    expect(check(harbour, court!.replace('rejected', '[again] rejected')).verdict).toBe('trimmed');
    expect(differencesOf(harbour, court!.replace('rejected', '[again] rejected'))).toEqual([
      { kind: 'bracketed', serious: false, expected: '', found: 'again' },
    ]);
    expect(differencesOf(harbour, SENTENCES[30]!.replace('She promised', '[Ana Lima] promised'))).toEqual([
      { kind: 'bracketed', serious: false, expected: 'She', found: 'Ana Lima' },
    ]);
  });

  test.each([
    ['negation', SENTENCES[3]!.replace('may not sell', 'may [always] sell'), 'not'],
    ['hedge', SENTENCES[15]!.replace('is exported', 'is [allegedly] exported'), ''],
    ['number', SENTENCES[2]!.replace('312', '[400]'), '312'],
  ])('brackets do not excuse a %s', (kind, quotation, expected) => {
    expect(check(harbour, quotation).verdict).toBe('altered');
    expect(differencesOf(harbour, quotation)).toMatchObject([{ kind, serious: true, expected }]);
  });
});

describe('the places', () => {
  const policy = (items: string) =>
    `To keep untrusted goods out of our markets, inspectors will turn away shipments of ${items}, and publish the names of the shippers.`;
  const long = policy('lead paint, loose asbestos and leaking batteries');
  const short = policy('lead paint and leaking batteries');

  test('of one policy in two wordings are both listed, each with its own differences', () => {
    const store = storeOf(
      { name: 'ministry', paragraphs: ['Background.', long], date: '2021-01-01', pages: { 0: 1, 1: 2 } },
      { name: 'newspaper', paragraphs: [`The list begins: ${short}`, 'We asked why.'], date: '2021-02-01' },
    );
    const asPrinted = check(store, short);
    expect(asPrinted.verdict).toBe('verbatim');
    expect(asPrinted.matches.map(({ document, differences }) => [document, differences.length > 0])).toEqual([
      ['newspaper', false],
      ['ministry', true],
    ]);
    expect(asPrinted.matches[1]!.differences.map(({ expected }) => expected).join(' ')).toContain('loose asbestos');
    expect(asPrinted.matches[1]!.page).toBe(2);
    expect(check(store, long).matches.map(({ document }) => document)).toEqual(['ministry', 'newspaper']);
    const mixed = check(store, short.replace('turn away', 'burn'));
    expect(mixed.verdict).toBe('altered');
    expect(mixed.matches.map(({ document }) => document)).toEqual(['newspaper', 'ministry']);
  });

  test('within one document are all listed, in order', () => {
    const store = storeOf({
      name: 'a',
      paragraphs: [SENTENCES[0]!, `Again: ${SENTENCES[0]} ${SENTENCES[0]}`, 'No more of it.'],
    });
    expect(check(store, SENTENCES[0]!).matches).toHaveLength(3);
    const changed = check(store, SENTENCES[0]!.replace('never', 'always'));
    expect(changed.matches).toHaveLength(3);
    expect(changed.matches.map(({ start }) => start)).toEqual(
      changed.matches.map(({ start }) => start).toSorted((a, b) => a - b),
    );
  });

  test('that differ in punctuation alone come before those that differ in a word', () => {
    const store = storeOf({ name: 'a', paragraphs: [short] }, { name: 'b', paragraphs: [long] });
    const documents = (quotation: string) => check(store, quotation).matches.map(({ document }) => document);
    expect(documents(long.replace('asbestos and', 'asbestos, and'))).toEqual(['b', 'a']);
    expect(documents(short.replace('paint and', 'paint, and'))).toEqual(['a', 'b']);
  });

  test('are at most a hundred', () => {
    const store = storeOf({
      name: 'a',
      paragraphs: Array.from({ length: 40 }, () => `${SENTENCES[0]} `.repeat(5).trim()),
    });
    expect(check(store, SENTENCES[0]!).matches).toHaveLength(100);
  });

  test('may cross blocks, bullets, page breaks and what a page says about itself', () => {
    const store = storeOf({
      name: 'a',
      paragraphs: [
        'Three rules hold. First, nobody may anchor',
        'Share this page',
        'inside the breakwater after dusk.',
        '• Second, all lamps are to be lit.',
        '• Third, dogs stay on board.',
        '“Fourth, the bell rings at noon.',
        '“Fifth, it rings again at six.”',
      ],
      kinds: { 1: 'furniture', 3: 'item', 4: 'item' },
      pages: { 0: 1, 2: 2 },
    });
    expect(check(store, 'First, nobody may anchor inside the breakwater after dusk.').verdict).toBe('verbatim');
    expect(check(store, 'Second, all lamps are to be lit. Third, dogs stay on board.').verdict).toBe('verbatim');
    expect(check(store, '• Second, all lamps are to be lit.\n• Third, dogs stay on board.').verdict).toBe('verbatim');
    expect(check(store, 'Fourth, the bell rings at noon. Fifth, it rings again at six.').verdict).toBe('verbatim');
    expect(check(store, 'anchor inside the breakwater after dusk').matches[0]!.page).toBe(1);
    expect(differencesOf(store, 'First, anybody may anchor inside the breakwater after dusk.')).toEqual([
      { kind: 'negation', serious: true, expected: 'nobody', found: 'anybody' },
    ]);
  });

  test('with numbered items match with and without the numbers, but not with others', () => {
    const store = storeOf({
      name: 'a',
      paragraphs: ['1. All lamps are lit at dusk.', '2. All dogs stay on board at night.'],
      kinds: { 0: 'item', 1: 'item' },
    });
    expect(check(store, 'All lamps are lit at dusk. All dogs stay on board at night.').verdict).toBe('verbatim');
    expect(check(store, '1. All lamps are lit at dusk.\n2. All dogs stay on board at night.').verdict).toBe('verbatim');
    expect(check(store, '1. All lamps are lit at dusk.\n3. All dogs stay on board at night.').verdict).toBe('altered');
  });

  test('hyphenated at a line end match with and without the hyphen', () => {
    const store = storeOf({
      name: 'a',
      paragraphs: ['The state-\nfunded break-\nwater shields every boat in Asia-\nPacific waters.'],
    });
    expect(check(store, 'The state-funded breakwater shields every boat in Asia-Pacific waters').verdict).toBe(
      'verbatim',
    );
    expect(check(store, 'The state funded breakwater shields every boat in Asia-Pacific waters').verdict).toBe(
      'altered',
    );
  });

  test('take US and U.S. for one, in the middle and at the end of a sentence', () => {
    const store = storeOf({
      name: 'a',
      paragraphs: ['Exports to the U.S. They fell sharply, as U.S. importers had warned.'],
    });
    expect(check(store, 'Exports to the US. They fell sharply, as US importers had warned.').verdict).toBe('verbatim');
  });

  test('leave out emphasis of Markdown', () => {
    const store = storeOf({
      name: 'a',
      paragraphs: ['The **harbour board** _has approved_ the plan for a second pier.'],
    });
    expect(check(store, 'The harbour board has approved the plan for a second pier.').verdict).toBe('verbatim');
  });

  test('in a digest are said to be the digest’s words', () => {
    const store = storeOf(
      { name: 'digest', paragraphs: [SENTENCES[0]!], digestOf: 'Keep it open', date: '2020' },
      { name: 'original', paragraphs: [SENTENCES[0]!], date: '2021' },
      { name: 'other digest', paragraphs: [SENTENCES[1]!], digestOf: 'Keep it open' },
    );
    expect(check(store, SENTENCES[0]!).matches.map(({ document }) => document)).toEqual(['original', 'digest']);
    const only = check(store, SENTENCES[1]!);
    expect(only.verdict).toBe('verbatim');
    expect(only.summary).toContain('digest of Keep it open');
  });

  test('in damaged text never decide, and come last', () => {
    const damaged =
      'minister spoke port authority never permitted foreign vessels unload chemical waste midnight farmers milk';
    const alone = storeOf({ name: 'damaged', paragraphs: [damaged], quality: 'damaged' });
    expect(check(alone, SENTENCES[0]!)).toMatchObject({
      verdict: 'not-found',
      attribution: null,
      matches: [{ quality: 'damaged' }],
    });
    expect(check(alone, SENTENCES[0]!).summary).toContain('damaged');
    expect(check(alone, 'foreign vessels unload chemical waste').verdict).toBe('not-found');
    expect(check(alone, SENTENCES[0]!.replace('chemical', 'nuclear')).matches).toEqual([]);
    const both = storeOf(
      { name: 'damaged', paragraphs: [damaged], quality: 'damaged' },
      { name: 'intact', paragraphs: [SENTENCES[0]!] },
    );
    expect(check(both, SENTENCES[0]!).matches.map(({ quality }) => quality)).toEqual(['intact', 'damaged']);
  });

  test('in recognised characters (OCR) are marked, and never make a quotation altered', () => {
    const scanned = SENTENCES[0]!.replace('permitted', 'perrnitted');
    const alone = storeOf({ name: 'scan', paragraphs: [scanned], quality: 'ocr' });
    expect(check(alone, SENTENCES[0]!)).toMatchObject({ verdict: 'not-found', matches: [{ quality: 'ocr' }] });
    expect(check(alone, SENTENCES[0]!).summary).toContain('recognised in a picture');
    const both = storeOf(
      { name: 'scan', paragraphs: [scanned], quality: 'ocr' },
      { name: 'intact', paragraphs: [SENTENCES[0]!] },
    );
    const found = check(both, SENTENCES[0]!);
    expect(found.matches.map(({ quality }) => quality)).toEqual(['intact', 'ocr']);
    expect(found).toMatchObject({ verdict: 'verbatim', wordings: { length: 1 } });
  });

  test('in Chinese are found whole, in part, and changed', () => {
    const store = storeOf({
      name: 'a',
      paragraphs: ['港口管理局说，从明年三月起，所有渔船必须在日落之前返回港口。', '华为没有评论。'],
    });
    expect(check(store, '“所有渔船必须在日落之前返回港口”').verdict).toBe('verbatim');
    expect(check(store, '华为').verdict).toBe('verbatim');
    expect(differencesOf(store, '所有渔船不必在日落之前返回港口')).toEqual([
      { kind: 'negation', serious: true, expected: '', found: '不' },
      { kind: 'hedge', serious: true, expected: '须', found: '' },
    ]);
    expect(check(store, '学校的孩子们每天早晨唱同一首老歌').verdict).toBe('not-found');
  });

  test('in words with accents are found with whatever accents they are typed', () => {
    const store = storeOf({ name: 'a', paragraphs: ['La Autoridad Portuaria cerró ayer el túnel más antiguo.'] });
    expect(check(store, 'La Autoridad Portuaria cerró ayer el túnel más antiguo'.normalize('NFD')).verdict).toBe(
      'verbatim',
    );
    expect(check(store, 'La Autoridad Portuaria cerro ayer el tunel mas antiguo').verdict).toBe('altered');
  });
});

describe('the attribution', () => {
  const [first, second, third] = SENTENCES as [string, string, string];
  const store = storeOf({
    name: 'a',
    paragraphs: [`“${first}” Ana Lima said.`, `${second} ${third}`, SENTENCES[3]!, SENTENCES[4]!],
    claims: [
      { words: first, speaker: 'Ana Lima' },
      { words: second, speaker: 'Port Ministry', kind: 'organisation' },
      { words: SENTENCES[3]!, speaker: 'two officials', kind: 'unnamed' },
    ],
  });

  test.each([
    ['confirmed', first, 'Ana Lima'],
    ['different-speaker', first, 'Rui Costa'],
    ['different-speaker', second, 'Ana Lima'],
    ['different-speaker', first, 'Somebody Unheard Of'],
    ['confirmed', first, 'Lima'],
    ['unattributed', SENTENCES[4]!, 'Ana Lima'],
    ['unattributed', SENTENCES[3]!, 'Ana Lima'],
    ['confirmed', first.replace('never', 'always'), 'Ana Lima'],
    [null, INVENTED[0]!, 'Ana Lima'],
    [null, first, undefined],
  ])('is %s for %j by %j', (attribution, quotation, speaker) => {
    expect(check(store, quotation, speaker).attribution).toBe(attribution);
  });

  test('is confirmed by any of the equally good places, and by none that is worse', () => {
    const several = storeOf(
      { name: 'a', paragraphs: [first], claims: [{ words: first, speaker: 'Rui Costa' }], date: '2020' },
      { name: 'b', paragraphs: [first], claims: [{ words: first, speaker: 'Ana Lima' }], date: '2021' },
      {
        name: 'c',
        paragraphs: [first.replace('never', 'always')],
        claims: [{ words: first.replace('never', 'always'), speaker: 'Port Ministry' }],
      },
    );
    expect(check(several, first, 'Ana Lima').attribution).toBe('confirmed');
    expect(check(several, first, 'Rui Costa').attribution).toBe('confirmed');
    expect(check(several, first, 'Port Ministry').attribution).toBe('different-speaker');
  });

  test('follows the innermost of claims within claims, and the one who says most', () => {
    const inner = 'nobody may anchor inside the breakwater';
    const nested = storeOf({
      name: 'a',
      paragraphs: [`Rui Costa recalled the minister saying that ${inner}. It was never a law. ${second} ${third}`],
      claims: [
        { words: `the minister saying that ${inner}`, speaker: 'Rui Costa' },
        { words: inner, speaker: 'Ana Lima' },
        { words: second, speaker: 'Ana Lima' },
      ],
    });
    expect(check(nested, inner).matches[0]!.speaker!.name).toBe('Ana Lima');
    expect(check(nested, `${second} ${third}`).matches[0]!.claim).toBe('a-2');
    expect(check(nested, `law. ${second.split(' ').slice(0, 6).join(' ')}`).matches[0]!.speaker?.name).toBe('Ana Lima');
    expect(check(nested, 'It was never a law').matches.map(({ speaker }) => speaker)).toEqual([null]);
  });
});

describe('any input', () => {
  test.each(['', '   ', '“”', '…', '!?', '\u200b'])('of no word (%j) is a mistake of usage', (quotation) => {
    expect(() => verify(harbour, { quotation, speaker: undefined })).toThrow(TriptychError);
  });

  test('of more words than can be checked is refused with the limit', () => {
    expect(() => verify(harbour, { quotation: 'word '.repeat(MAX_WORDS + 1), speaker: undefined })).toThrow(
      /at most 5000/,
    );
  });

  test('gets an answer', () => {
    const any = fc.array(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 10 }),
        fc.constantFrom(
          '"',
          '“',
          '”',
          '…',
          '[',
          ']',
          '华为',
          ' ',
          '-\n',
          '$',
          '% ',
          '\n— ',
          ' port ',
          ' the ',
          'U.S.',
          ' harbour',
        ),
      ),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(any, (parts) => {
        try {
          check(harbour, parts.join(''));
        } catch (error) {
          if (!(error instanceof TriptychError)) throw error;
        }
      }),
      { numRuns: 200 },
    );
  });

  test('of five thousand words is checked, verbatim or changed all over', () => {
    const names = Array.from({ length: 300 }, (_, i) => `w${(i * 7919) % 1000}x`);
    const word = (i: number) => names[(i * i + 3 * i) % 300]!;
    const paragraphs = Array.from({ length: 100 }, (_, p) =>
      Array.from({ length: 50 }, (_, i) => word(p * 50 + i + p * p)).join(' '),
    );
    const store = storeOf({ name: 'long', paragraphs });
    const whole = paragraphs.join(' ');
    const verdict = (quotation: string) => check(store, quotation).verdict;
    expect(verdict(whole)).toBe('verbatim');
    expect(verdict(whole.split(' ').with(2500, 'umbrella').join(' '))).toBe('altered');
    expect(verdict(whole.split(' ').toReversed().join(' '))).not.toBe('verbatim');
    expect(verdict('w1x '.repeat(5000).trim())).not.toBe('verbatim');
  });
});

describe('the kind of a difference', () => {
  test.each([
    ['hedge', 3, 'may not', 'will not', true],
    ['hedge', 4, 'alleged that', 'showed that', true],
    ['hedge', 11, 'should be', 'must be', true],
    ['quantifier', 1, 'Every fishing', 'Some fishing', false],
    ['quantifier', 21, 'Most of', 'All of', false],
    ['tense', 13, 'were built', 'are built', false],
    ['tense', 35, 'protested', 'protest', false],
    ['tense', 27, 'are calling', 'have called', false],
    ['name', 9, 'at Arden', 'at Lisbon', true],
    ['number', 1, 'October', 'December', true],
    ['number', 9, 'Seven', 'Eight', true],
    ['spelling', 13, 'harbour’s', 'harbor’s', false],
    ['spelling', 26, 'centimetres', 'centimeters', false],
    ['spelling', 9, 'Seven', '7', false],
    ['spelling', 30, 'everyone', 'every one', false],
    ['replaced', 29, 'bells', 'guns', false],
    ['added', 29, 'cast into', 'cast again into', false],
    ['hedge', 32, 'almost gone', 'gone', true],
    ['dropped', 31, 'The ferry company', 'The company', false],
    ['order', 23, 'one airport, one university', 'one university, one airport', false],
    ['order', 35, 'the price of flour', 'flour of the price', false],
  ] as const)('is %s in sentence %i: %j, not %j', (kind, index, from, to, serious) => {
    const sentence = SENTENCES[index]!;
    expect(sentence).toContain(from);
    const differences = differencesOf(harbour, sentence.replace(from, to))!;
    expect(differences.map((difference) => difference.kind)).toEqual([kind]);
    expect(differences[0]!.serious).toBe(serious);
  });

  test('is none for the other spelling in a document, which is found by either', () => {
    const store = storeOf({
      name: 'a',
      paragraphs: ['The defense program of the harbor center was canceled by labor.'],
    });
    const british = 'The defence programme of the harbour centre was cancelled by labour.';
    expect(differencesOf(store, british)!.map(({ kind }) => kind)).toEqual(Array(6).fill('spelling'));
    expect(check(store, british).summary).toContain('none of them serious');
  });
});

describe('an edit at the edge of a sentence, or of a class that turns it', () => {
  const strait = storeOf({
    name: 'strait',
    paragraphs: [
      'No ship of the northern line has ever been searched by customs officers.',
      'Perhaps the council will open the eastern lock before the autumn storms.',
      'It is not true that the pilots turned the tankers away at night.',
      'The African Shipping Board (ASB) counted nine hundred tankers in the strait last year.',
      'Most members spoke against building a second lighthouse on the outer reef.',
      'The engineer was accused of hiding cracks in the western lock for years.',
      'Whoever sails at night must be informed and consulted.',
      'More pilots than captains drowned in the narrow channel during that decade.',
      'The owners will not accept another delay of the dredging works.',
    ],
  });

  test.each([
    ['Ship of the northern line has ever been searched by customs officers.', 'negation', true],
    ['the council will open the eastern lock before the autumn storms', 'hedge', true],
    ['The pilots turned the tankers away at night.', 'negation', true],
    ['The African Shipping Board counted nine hundred tankers in the strait last year.', 'dropped', false],
    ['Most members spoke in favour of building a second lighthouse on the outer reef.', 'negation', true],
    ['The engineer was hiding cracks in the western lock for years.', 'hedge', true],
    ['Whoever sails at night must be consulted and informed.', 'order', false],
    ['Less pilots than captains drowned in the narrow channel during that decade.', 'quantifier', true],
  ] as const)('is seen: %s', (quotation, kind, serious) => {
    const [difference, ...others] = differencesOf(strait, quotation)!;
    expect(others).toEqual([]);
    expect(difference).toMatchObject({ kind, serious });
  });

  test('is none where words from within a sentence are quoted, or a letter in brackets says so', () => {
    expect(check(strait, 'accept another delay of the dredging works').verdict).toBe('verbatim');
    expect(check(strait, 'the northern line has ever been searched').verdict).toBe('verbatim');
    expect(check(strait, 'ASB) counted nine hundred tankers in the strait').verdict).toBe('verbatim');
  });

  test('is hidden, and serious, where the quotation marks that it leaves something out', () => {
    const found = check(strait, '… ship of the northern line has ever been searched by customs officers.');
    expect(found.verdict).toBe('trimmed');
    expect(found.matches[0]!.differences).toMatchObject([{ kind: 'hidden', serious: true, expected: 'No' }]);
  });
});

describe('what a change of measure, extent or writing is', () => {
  const pier = storeOf({
    name: 'pier',
    paragraphs: [
      'The old pier is fully insured, and the repair of its lamps will take nine weeks.',
      'Its cranes lift 62.5 tonnes of gravel before noon.',
      'I don’t believe that the pier was sabotaged.',
      'If it did, we would refuse.',
      'Only the harbour court may close the pier.',
      '港口管理局将采取一切必要措施保护渔民的利益。',
      'About 40 per cent of the gravel came from the north, the Valley Times explained, and it was sold for nine weeks.',
      'The lamps were paid for by the Northern Shipping Union, like Delta Lines, over many years.',
    ],
  });

  test.each([
    ['The old pier is partly insured', 'quantifier', true],
    ['the repair of its lamps will take nine months', 'number', true],
    ['Its cranes lift 62.5 pounds of gravel before noon', 'number', true],
    ['Its cranes lift 62,5 tonnes of gravel before noon', 'spelling', false],
    ['Its cranes lift 625 tonnes of gravel before noon', 'number', true],
    ['I do not believe that the pier was sabotaged', 'spelling', false],
    ['If it did, we will refuse', 'hedge', true],
    ['The harbour court may close the pier.', 'quantifier', false],
    ['港口管理局将采取必要措施保护渔民的利益', 'quantifier', false],
    ['40% of the gravel came from the north', 'spelling', false],
    ['the repair of its lamps will take 9', 'spelling', false],
    ['About 40 per cent of the gravel came from the north, and it was sold for nine weeks', 'dropped', false],
    ['of the gravel came from the north, she said, the Valley Times explained', 'added', false],
    ['The lamps were paid for by the NSU, like Delta Lines', 'spelling', false],
    ['The lamps were paid for by the NSB, like Delta Lines', 'name', true],
    ['The lamps were paid for by the Northern Shipping Union, over many years', 'name', true],
  ] as const)('%s: %s', (quotation, kind, serious) => {
    expect(differencesOf(pier, quotation)).toMatchObject([{ kind, serious }]);
  });

  test('is none for brackets around words that stand there', () => {
    expect(check(pier, '[Its cranes] lift 62.5 tonnes of [gravel] before noon').verdict).toBe('verbatim');
    const found = check(pier, '[The] old pier is fully insured, and the repair of [the] lamps will take nine weeks');
    expect(found.verdict).toBe('trimmed');
    expect(found.matches[0]!.differences).toMatchObject([{ kind: 'bracketed', expected: 'its', found: 'the' }]);
  });

  test('is one where a second half was invented after the name of who says the first', () => {
    const halves = '“If it did, we would refuse,” she said. “We sold the pier.”';
    expect(check(pier, halves).verdict).not.toBe('verbatim');
    expect(check(pier, '“If it did, we would refuse,” she said.').verdict).toBe('verbatim');
  });

  test('is nothing in a sentence that shares no more than common words', () => {
    expect(check(pier, 'If we did, it would be sold').verdict).toBe('not-found');
    expect(check(pier, 'I do not think that it was true').verdict).toBe('not-found');
  });
});

describe('who is said to have said it', () => {
  const words = 'the northern ports shall stay closed until every crane has been inspected';
  const chain = (...names: string[]) => names.map((name) => ({ id: name.toLowerCase().replaceAll(' ', '-'), name }));
  const inPaper = (manner: string, speaker: string, hops: string[], others: object[] = []) => {
    const store = storeOf({
      name: 'a',
      paragraphs: [`Ana Lima said that ${words}.`, SENTENCES[5]!],
      claims: [{ words, speaker }],
    });
    const [claim] = store.getVersion(0).claims;
    Object.assign(claim!, { manner, chain: chain(...hops) });
    store.getVersion(0).claims.push(...(others as Claim[]));
    return store;
  };

  test('did, but in the words of who reports it', () => {
    const found = check(inPaper('indirect', 'Ana Lima', ['The Gazette', 'Ana Lima']), words, 'Ana Lima');
    expect(found).toMatchObject({ attribution: 'reported-by', speaker: { name: 'Ana Lima' } });
    expect(found.matches[0]!.reporter).toBe('The Gazette');
    expect(found.summary).toContain('in the words of The Gazette, who reports that Ana Lima said so');
  });

  test('did, where the report has these words between quotation marks', () => {
    const quoted = 'closed until every crane has been inspected';
    const store = storeOf({
      name: 'a',
      paragraphs: [`Ana Lima wants the ports to stay “${quoted}”.`, SENTENCES[5]!],
      claims: [{ words: `the ports to stay “${quoted}”`, speaker: 'Ana Lima' }],
    });
    Object.assign(store.getVersion(0).claims[0]!, { manner: 'indirect', chain: chain('The Gazette', 'Ana Lima') });
    expect(check(store, quoted, 'Ana Lima').attribution).toBe('confirmed');
    expect(check(store, 'the ports to stay', 'Ana Lima').attribution).toBe('reported-by');
  });

  test('is quoted with what another said', () => {
    const store = inPaper('indirect', 'Port Ministry', ['The Gazette', 'Ana Lima', 'Port Ministry']);
    const [claim] = store.getVersion(0).claims;
    const manners = ['own', 'direct', 'indirect'];
    claim!.chain.forEach((hop, i) => {
      Object.assign(hop, { manner: manners[i] });
    });
    expect(check(store, words, 'Ana Lima').attribution).toBe('confirmed');
    expect(check(store, words, 'The Gazette').attribution).toBe('reported-by');
    Object.assign(claim!.chain[2]!, { manner: 'direct' });
    expect(check(store, words, 'Ana Lima').attribution).toBe('reported-by');
  });

  test('only reports it', () => {
    const found = check(inPaper('direct', 'Ana Lima', ['The Gazette', 'Ana Lima']), words, 'The Gazette');
    expect(found.attribution).toBe('reported-by');
    expect(found.summary).toContain('said by Ana Lima, whom The Gazette only reports');
  });

  test('is reported beside the outlet’s own words', () => {
    const beside = {
      start: 100,
      end: 110,
      manner: 'indirect',
      polarity: 'asserted',
      chain: [],
      confidence: 1,
      speaker: { id: 'ana-lima', name: 'Ana Lima' },
    };
    const store = inPaper('own', 'The Gazette', ['The Gazette'], [beside]);
    expect(check(store, words, 'Ana Lima').attribution).toBe('reported-by');
    expect(check(store, words, 'Rui Costa').attribution).toBe('different-speaker');
  });
});

describe('the carriers', () => {
  const [first] = SENTENCES as [string];
  const other = first.replace('has never', 'have never').replace('foreign', 'alien');
  const store = storeOf(
    { name: 'late', paragraphs: [first], date: '2021-03-04' },
    { name: 'early', paragraphs: [first], date: '2020-11' },
    { name: 'vague', paragraphs: [first], date: '2020' },
    { name: 'undated', paragraphs: [first] },
    { name: 'changed', paragraphs: [other], date: '2019' },
  );

  test('are all named, the earliest of those that have the words first of all', () => {
    const { earliest, wordings } = check(store, first);
    expect(earliest).toMatchObject({ document: 'early', date: '2020-11', version: 'hash of early' });
    expect(wordings.map(({ carriers }) => carriers.map(({ document }) => document))).toEqual([
      ['vague', 'early', 'late', 'undated'],
      ['changed'],
    ]);
  });

  test('differ from each other in ways that are told', () => {
    const [, changed] = check(store, first).wordings;
    expect(changed!.differences.map(({ kind, expected, found }) => [kind, expected, found])).toEqual([
      ['tense', 'has', 'have'],
      ['replaced', 'foreign', 'alien'],
    ]);
    for (const { foundAt, found } of changed!.differences)
      expect(changed!.text.slice(foundAt.start, foundAt.end)).toBe(found);
  });
});
