import { join } from 'node:path';
import { Embeddings } from '@langchain/core/embeddings';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BLOCS, CAPACITIES, MANNERS, POLARITIES, type Speaker, STANCES } from '../../src/claim.ts';
import { type Filter, SearchRequest, type SearchResponse } from '../../src/contract.ts';
import { makeNameFinder } from '../../src/neutral.ts';
import { FIELDS } from '../../src/query/parse.ts';
import { loadRegistry } from '../../src/registry.ts';
import { ROOT } from '../../src/root.ts';
import { search } from '../../src/search.ts';
import { type ClaimToSave, Store } from '../../src/store/index.ts';

const speaker = (id: string, name: string, bloc: Speaker['bloc'], aliases: string[] = []): Speaker => ({
  id,
  name,
  kind: 'person',
  aliases,
  bloc,
  roles: [],
});
const ADA = speaker('ada-stone', 'Ada Stone', 'us');
const CHEN = speaker('chen-bo', 'Chen Bo', 'china', ['CB', 'Office of Harbours']);
const PAPER = speaker('the-paper', 'The Paper', 'europe');

/** Two dozen claims in three documents; the one about kelp alone has a vector of its own. */
const DOCUMENTS: { name: string; title: string; date?: string; claims: [Speaker, string, topic: string][] }[] = [
  {
    name: 'speech.txt',
    title: 'On harbours and cables',
    date: '2020-08-05',
    claims: [
      [ADA, 'Undersea cables must be safe from spies.', 'cables'],
      [ADA, 'Every network is a clean network or none.', 'cloud'],
      [ADA, 'Clean air makes every network engineer happy.', 'cloud'],
      [CHEN, 'The cables of our harbour were never tapped.', 'cables'],
      [CHEN, '华为的设备是安全的。', 'cloud'],
      [CHEN, 'The harbour is open to all.', 'law'],
    ],
  },
  {
    name: 'report.txt',
    title: 'Ministers quarrel',
    date: '2020-09',
    claims: [
      [PAPER, 'Huawei denies what Ada Stone says.', 'cloud'],
      [PAPER, 'Nobody has shown a tapped cable.', 'cables'],
      [ADA, 'Huawei must obey.', 'law'],
      [CHEN, 'Huawei obeys the law.', 'law'],
    ],
  },
  { name: 'letter.txt', title: 'An open letter', claims: [[PAPER, 'Kelp grows on the sea floor.', 'law']] },
];

function save(store: Store): void {
  let n = 0;
  for (const { name, title, date, claims } of DOCUMENTS) {
    const text = claims.map(([, words]) => words).join('\n');
    let at = 0;
    store.save({
      location: `/${name}`,
      inputHash: name,
      labelledBy: 'test',
      reading: {
        text,
        blocks: [{ kind: 'paragraph', start: 0, end: text.length }],
        metadata: { title, ...(date === undefined ? {} : { date }) },
        origins: {},
        quality: 'intact',
        warnings: [],
      },
      claims: claims.map(([who, words, topic]): ClaimToSave => {
        const start = text.indexOf(words, at);
        at = start + words.length;
        n++;
        const made = { speaker: who, manner: MANNERS[n % 3]!, polarity: POLARITIES[n % 2]! };
        const resolution = { mention: null, rule: 'none', confidence: 1, decidedBy: null };
        return {
          start,
          end: at,
          ...made,
          speakerConfidence: 1,
          chain: [{ ...made, resolution }],
          topics: [{ id: topic, score: 1 }],
          stances: [{ target: 'it', stance: STANCES[n % 3]!, confidence: 1 }],
          confidence: 1,
          vector: Float32Array.from(words.startsWith('Kelp') ? [0, 1, 0, 0] : [1, 0, 0, 0]),
        };
      }),
    });
  }
}

/** Everything that is asked means kelp. */
const KELP = new (class extends Embeddings {
  override embedDocuments = async (texts: string[]) => texts.map(() => [0, 1, 0, 0]);
  override embedQuery = async () => [0, 1, 0, 0];
})({});
const TOPICS = [
  { id: 'cables', name: 'Undersea cables' },
  { id: 'cloud', name: 'Clouds' },
  { id: 'law', name: 'Law' },
];

let store: Store;
beforeAll(() => {
  store = Store.open(':memory:', { name: 'test', dimensions: 4 });
  save(store);
});
afterAll(() => store.close());

const ask = (query: string, more: Partial<SearchRequest> = {}, covers = false) =>
  search(store, KELP, SearchRequest.parse({ query, limit: 100, ...more }), { topics: TOPICS, covers: () => covers });
const texts = ({ claims }: SearchResponse) => claims.map(({ text }) => text);

describe('A search', () => {
  it('finds words in any inflection, what holds more of them first', async () => {
    const found = texts(await ask('cable tapped'));
    expect(found.slice(0, 2).sort()).toEqual([
      'Nobody has shown a tapped cable.',
      'The cables of our harbour were never tapped.',
    ]);
    expect(found).toContain('Undersea cables must be safe from spies.');
  });

  it('finds a phrase word for word, and leaves out what it is told to', async () => {
    expect(texts(await ask('"clean network"'))).toEqual(['Every network is a clean network or none.']);
    expect(texts(await ask('network -happy'))).toEqual(['Every network is a clean network or none.']);
    expect(texts(await ask('huawei -"must obey" -denies'))).toEqual(['Huawei obeys the law.']);
  });

  it('takes a phrase that stands nowhere for its words, and says so', async () => {
    const found = await ask('"cable spies"');
    expect(texts(found)).toContain('Undersea cables must be safe from spies.');
    expect(found.notes.map(({ code }) => code)).toContain('phrase');
  });

  it('reads fields as filters: several values mean any of them', async () => {
    expect(new Set((await ask('huawei bloc:us,china')).claims.map(({ bloc }) => bloc))).toEqual(
      new Set(['us', 'china']),
    );
    expect(texts(await ask('topic:"undersea cables" speaker:CB'))).toEqual([
      'The cables of our harbour were never tapped.',
    ]);
    expect((await ask('document:quarrel')).total).toBe(4);
    expect((await ask('after:2020-09')).total).toBe(4);
    expect((await ask('before:2020-09')).total).toBe(6);
    expect((await ask('before:2020-09', { to: '2020' })).total).toBe(6);
    expect((await ask('after:2020-08', { from: '2020-09' })).total).toBe(4);
    expect((await ask('bloc:us', { bloc: ['china'] })).total).toBe(8);
  });

  it('searches a field or value that nothing has as words, and says so', async () => {
    const found = await ask('bloc:harbour');
    expect(texts(found)).toContain('The harbour is open to all.');
    expect(found.notes[0]).toEqual({ code: 'value', message: expect.stringContaining('There is us, china') });
    expect((await ask('after:2020-13')).notes.map(({ code }) => code)).toContain('date');
    expect((await ask('after:2021 before:2020')).notes.map(({ code }) => code)).toContain('period');
    expect((await ask('after:2020 before:2021')).notes.map(({ code }) => code)).not.toContain('period');
    expect(texts(await ask('colour:harbour'))).toContain('The harbour is open to all.');
  });

  it('finds a speaker by any name in the words, without those of a longer list ranking higher', async () => {
    const called = await ask('office of harbours');
    expect(called.claims[0]?.speaker.id).toBe('chen-bo');
    const found = await ask("Stone's");
    expect(found.claims.filter(({ speaker: { id } }) => id === 'ada-stone')).toHaveLength(4);
    expect(texts(found)).toContain('Huawei denies what Ada Stone says.');
  });

  it('finds Chinese by its characters, and says when meaning was not asked', async () => {
    const found = await ask('华为');
    expect(texts(found)).toEqual(['华为的设备是安全的。']);
    expect(found.claims[0]?.why).toEqual({ words: 1, meaning: 0, marks: [{ start: 0, end: 2 }] });
    expect(found.notes.map(({ code }) => code)).toEqual(['meaning']);
  });

  it('of names alone asks no vector, since these are blind to names', async () => {
    const findNames = makeNameFinder(loadRegistry(join(ROOT, 'corpus')));
    const found = (query: string) =>
      search(store, KELP, SearchRequest.parse({ query, limit: 100 }), { covers: () => true, findNames });
    expect(texts(await found('Huawei')).every((text) => /Huawei/.test(text))).toBe(true);
    expect((await found('huawei')).total).toBe(3);
    expect(texts(await found('Huawei obeys')).some((text) => text.startsWith('Kelp'))).toBe(true);
  });

  it('forgives typing errors where nothing else is found, and says so', async () => {
    const found = await ask('hauwei');
    expect(found.notes[0]).toEqual({ code: 'spelling', message: 'No claim has “hauwei”; showing “huawei”.' });
    expect(found.total).toBe(3);
    const beside = await ask('hauwei harbour');
    expect(beside.notes[0]).toEqual({ code: 'similar', message: 'No claim has “hauwei”. Is “huawei” meant?' });
    expect(beside.total).toBe((await ask('harbour')).total);
    expect((await ask('qqqqqqq')).total).toBe(0);
    expect((await ask('!?')).total).toBe(0);
    expect((await ask(' ')).total).toBe(11);
  });

  it('shows what is near by meaning, and how much words and meaning count', async () => {
    const found = await ask('seaweed harbour', {}, true);
    const near = found.claims.find(({ text }) => text.startsWith('Kelp'));
    expect(near?.why).toEqual({ words: 0, meaning: 1, marks: [] });
    const [first] = (await ask('sea floor', {}, true)).claims;
    expect(first?.why.words).toBeGreaterThan(0.1);
    expect(first?.why.meaning).toBeGreaterThan(0.1);
    expect(first?.why.marks.map(({ start, end }) => first.text.slice(start, end))).toEqual(['sea floor']);
  });

  it('takes long text for pasted: its marks and hyphens are no operators', async () => {
    const found = await ask(`${'the harbour is open to all who come '.repeat(4)} "never so" -harbour`);
    expect(texts(found)[0]).toBe('The harbour is open to all.');
    expect(found.operators).toEqual([]);
    expect(found.notes.map(({ code }) => code)).toContain('pasted');
  });

  it('counts each value as if no other of its filter were chosen', async () => {
    const alone = await ask('huawei');
    const narrowed = await ask('huawei', { bloc: ['us'], topic: ['law'] });
    expect(narrowed.total).toBe(1);
    const counts = Object.fromEntries(narrowed.facets.bloc.map(({ value, count }) => [value, count]));
    for (const bloc of BLOCS)
      expect((await ask('huawei', { bloc: [bloc], topic: ['law'] })).total).toBe(counts[bloc] ?? 0);
    expect(alone.facets.date).toEqual([
      { value: '2020', name: '2020', count: 3 },
      { value: '2020-09', name: '2020-09', count: 3 },
    ]);
  });

  it('sees what was written since the last one', async () => {
    const other = Store.open(':memory:', { name: 'test', dimensions: 4 });
    const total = async () => (await search(other, KELP, SearchRequest.parse({ query: 'stone' }))).total;
    expect(await total()).toBe(0);
    save(other);
    expect(await total()).toBe(6);
    other.remove('report.txt');
    expect(await total()).toBe(4);
    other.close();
  });

  const TYPED = fc
    .array(
      fc.oneof(
        fc.constantFrom('"', '“', '”', '-', ':', ',', ' ', '*', '^', '(', ')', '{', 'NEAR', 'AND', '华为', '华', "'"),
        fc.constantFrom(...FIELDS.map((field) => `${field}:`), 'huawei', 'cables', 'us', '2020-08', '2020-99', 'the'),
        fc.string({ unit: 'grapheme', maxLength: 4 }),
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join(''));
  const some = <T>(...values: T[]) => fc.subarray(values, { maxLength: 2 });
  const FILTERS = fc.record({
    capacity: some(...CAPACITIES),
    bloc: some(...BLOCS),
    manner: some(...MANNERS),
    polarity: some(...POLARITIES),
    stance: some(...STANCES),
    topic: some('cables', 'cloud', 'law'),
    speaker: some('Ada Stone', 'chen-bo', 'cb', 'Nobody'),
    document: some('speech.txt', 'letter.txt'),
    from: fc.constantFrom(undefined, '2020', '2020-09-15'),
    to: fc.constantFrom(undefined, '2020-08', '2021'),
  });

  it('answers any text, with claims that satisfy any filters, in pages that are stable and complete', async () => {
    await fc.assert(
      fc.asyncProperty(
        TYPED,
        FILTERS,
        fc.boolean(),
        fc.integer({ min: 1, max: 4 }),
        async (query, filter, covers, limit) => {
          const whole = await ask(query, filter, covers);
          expect(whole.claims).toHaveLength(whole.total);
          if (whole.operators.length === 0) {
            const allowed = new Set([...store.eachClaim(filter as Partial<Filter>)].map(({ id }) => id));
            // What a filter leaves of the ranking of everything, each with the score that it has there.
            const everything = (await ask(query, {}, covers)).claims.filter(({ id }) => allowed.has(id));
            const ranked = (claims: SearchResponse['claims']) => claims.map(({ id, score }) => ({ id, score }));
            expect(ranked(whole.claims)).toEqual(ranked(everything));
          }
          const scores = whole.claims.map(({ score }) => score);
          expect(scores).toEqual([...scores].sort((a, b) => b - a));
          const paged: string[] = [];
          for (let offset = 0; offset < whole.total; offset += limit)
            paged.push(...(await ask(query, { ...filter, limit, offset }, covers)).claims.map(({ id }) => id));
          expect(paged).toEqual(whole.claims.map(({ id }) => id));
        },
      ),
      { numRuns: 150 },
    );
  });

  /** Operators, each with what it leaves of the claims. */
  const OPERATORS: [string, Partial<Filter> | RegExp][] = [
    ['bloc:us,china', { bloc: ['us', 'china'] }],
    ['topic:"undersea cables"', { topic: ['cables'] }],
    ['speaker:chen', { speaker: ['chen-bo'] }],
    ['speaker:"ada stone",CB', { speaker: ['ada-stone', 'chen-bo'] }],
    ['document:harbours', { document: ['speech.txt'] }],
    ['manner:direct', { manner: ['direct'] }],
    ['polarity:denied', { polarity: ['denied'] }],
    ['stance:opposes', { stance: ['opposes'] }],
    ['capacity:press', { capacity: ['press'] }],
    ['after:2020-08-06', { from: '2020-08-06' }],
    ['before:2020-09', { to: '2020-08-31' }],
    ['-tapped', /tapped/],
    ['-"clean network"', /clean network/i],
  ];

  it('gives for every operator what is left of the ranking without it', async () => {
    const words = fc.constantFrom('huawei law', 'network', 'cables of every harbour', '华为 harbour', 'kelp');
    // Several values of one field mean any of them.
    const fieldOf = ([text]: (typeof OPERATORS)[number]) => text.replace(/:.*/u, '');
    const operators = fc
      .subarray(OPERATORS, { minLength: 1, maxLength: 3 })
      .filter((chosen) => new Set(chosen.map(fieldOf)).size === chosen.length);
    await fc.assert(
      fc.asyncProperty(words, operators, fc.boolean(), async (typed, chosen, covers) => {
        const { claims, notes } = await ask([typed, ...chosen.map(([text]) => text)].join(' '), {}, covers);
        expect(notes.filter(({ code }) => code !== 'meaning')).toEqual([]);
        const allowed = chosen.map(([, left]) =>
          left instanceof RegExp ? undefined : new Set([...store.eachClaim(left)].map(({ id }) => id)),
        );
        const isLeft = ({ id, text }: SearchResponse['claims'][number]) =>
          chosen.every(([, left], i) => (left instanceof RegExp ? !left.test(text) : allowed[i]!.has(id)));
        const wanted = (await ask(typed, {}, covers)).claims.filter(isLeft);
        const ranked = (list: SearchResponse['claims']) => list.map(({ id, score }) => ({ id, score }));
        expect(ranked(claims)).toEqual(ranked(wanted));
      }),
      { numRuns: 100 },
    );
  });

  it('orders what is found by date where that is asked for, undated ones last, and finds the same', async () => {
    const found = async (query: string, sort: 'relevance' | 'newest' | 'oldest') => {
      const request = SearchRequest.parse({ query, sort, limit: 1000 });
      return (await search(store, KELP, request)).claims;
    };
    for (const query of ['huawei law network', '']) {
      const ids = (await found(query, 'relevance')).map(({ id }) => id).sort();
      for (const [sort, way] of [
        ['newest', -1],
        ['oldest', 1],
      ] as const) {
        const claims = await found(query, sort);
        expect(claims.map(({ id }) => id).sort()).toEqual(ids);
        const dates = claims.flatMap(({ date }) => date ?? []);
        expect(claims.slice(dates.length).every(({ date }) => date === null)).toBe(true);
        expect(dates).toEqual([...dates].sort((a, b) => (a < b ? -way : a > b ? way : 0)));
      }
    }
  });

  it('selects in memory what the filter selects in SQL', () => {
    const { labels } = store.memory();
    const all = Int32Array.from(labels.keys.keys());
    fc.assert(
      fc.property(FILTERS, (filter) => {
        const { rows } = labels.select(all, filter);
        expect([...labels.byDate(rows, 'newest')].map((row) => labels.keys[row])).toEqual(store.findKeys(filter));
        expect([...(labels.rowsWithin(filter) ?? all)]).toEqual([...rows]);
      }),
    );
  });
});
