import { join } from 'node:path';
import { Embeddings } from '@langchain/core/embeddings';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Resolution, Speaker } from '../../../src/claim.ts';
import { compare } from '../../../src/compare/index.ts';
import { CompareRequest, CompareResponse } from '../../../src/contract.ts';
import { TriptychError } from '../../../src/error.ts';
import { makeNameFinder } from '../../../src/neutral.ts';
import { loadRegistry } from '../../../src/registry.ts';
import { ROOT } from '../../../src/root.ts';
import { type DocumentToSave, Store } from '../../../src/store/index.ts';

const DIMENSIONS = 8;
const registry = loadRegistry(join(ROOT, 'corpus'));
const TOPIC = registry.topics[0]!.id;

const person = (id: string, name: string, bloc: Speaker['bloc']): Speaker => ({
  id,
  name,
  kind: 'person',
  aliases: [],
  bloc,
  roles: [],
});
const OKAFOR = person('ada-okafor', 'Ada Okafor', 'us');
const LINDQVIST = person('per-lindqvist', 'Per Lindqvist', 'europe');
const TANAKA = person('jo-tanaka', 'Jo Tanaka', 'china');
const PAPER: Speaker = { ...person('the-paper', 'The Paper', 'other'), kind: 'organisation' };

const NAMED: Resolution = { mention: null, rule: 'full name', confidence: 1, decidedBy: null };

interface Said {
  speaker: Speaker;
  text: string;
  /** Of eight; claims on one matter have nearly the same. */
  matter: number;
  /** Cosine with the matter; 1 unless given. */
  near?: number;
  polarity?: 'asserted' | 'denied' | 'unsaid';
  cue?: string;
  /** Who says it together with the speaker. */
  with?: Speaker;
}

function documentOf(name: string, date: string | undefined, said: Said[], paper = PAPER): DocumentToSave {
  const text = said.map((one) => one.text).join('\n');
  let at = 0;
  const claims = said.map((one) => {
    const { speaker, text: words, matter, near = 1, polarity = 'asserted', cue = 'said', with: partner } = one;
    const start = at;
    at += words.length + 1;
    const vector = new Float32Array(DIMENSIONS);
    vector[matter] = near;
    vector[DIMENSIONS - 1] = Math.sqrt(1 - near ** 2);
    return {
      start,
      end: start + words.length,
      speaker,
      jointly: partner ? [{ speaker: partner, position: { bloc: partner.bloc }, resolution: NAMED }] : [],
      speakerConfidence: 1,
      manner: 'direct' as const,
      polarity,
      cue,
      chain: [
        { speaker: paper, manner: 'own' as const, polarity: 'asserted' as const, resolution: NAMED },
        { speaker, cue, manner: 'direct' as const, polarity, resolution: NAMED },
      ],
      topics: [{ id: TOPIC, score: 0.9 }],
      stances: registry.targets.map(({ id }) => ({ target: id, stance: 'neutral' as const, confidence: 0.9 })),
      confidence: 0.9,
      vector,
    };
  });
  return {
    location: `/texts/${name}`,
    inputHash: name,
    labelledBy: 'test',
    reading: {
      text,
      blocks: [{ kind: 'paragraph', start: 0, end: text.length }],
      metadata: date === undefined ? {} : { date },
      origins: {},
      quality: 'intact',
      warnings: [],
    },
    claims,
    registry,
  };
}

/** Finds everything near the matter that a query names by its number. */
class Numbered extends Embeddings {
  override async embedQuery(text: string): Promise<number[]> {
    return Array.from({ length: DIMENSIONS }, (_, i) => (text.includes(String(i)) ? 1 : 0.001));
  }
  override async embedDocuments(texts: string[]): Promise<number[][]> {
    return Promise.all(texts.map((text) => this.embedQuery(text)));
  }
}

const CABLE = 'The undersea cable to the islands is safe from every spy.';
const store = Store.open(':memory:', { name: 'test', dimensions: DIMENSIONS });
const ask = (request: Partial<CompareRequest>, from = store) =>
  compare(
    { store: from, embeddings: new Numbered({}), registry, findNames: makeNameFinder(registry) },
    CompareRequest.parse({ topic: TOPIC, ...request }),
  );

beforeAll(() => {
  store.save(
    documentOf('first.txt', '2020-08-05', [
      { speaker: OKAFOR, text: CABLE, matter: 0 },
      { speaker: OKAFOR, text: 'Vaccines should be free for children.', matter: 3 },
    ]),
  );
  store.save(documentOf('second.txt', '2020-08', [{ speaker: OKAFOR, text: CABLE, matter: 0 }]));
  store.save(
    documentOf('third.txt', '2020-09-01', [
      { speaker: LINDQVIST, text: 'The undersea cable to the islands is not safe from every spy.', matter: 0 },
      {
        speaker: LINDQVIST,
        text: 'Okafor’s claim that the undersea cable to the islands is safe from every spy is a lie.',
        matter: 0,
        cue: 'responded',
      },
      { speaker: TANAKA, text: 'Our kitchens cook with too much salt.', matter: 5, polarity: 'unsaid' },
    ]),
  );
  store.save(
    documentOf('fourth.txt', undefined, [
      { speaker: TANAKA, text: 'Bicycles need wider lanes in the old town.', matter: 4 },
    ]),
  );
});
afterAll(() => store.close());

describe('A comparison', () => {
  it('has the shape of the contract', async () => {
    const response = await ask({ other: true });
    expect(CompareResponse.parse(response)).toEqual(response);
  });

  it('counts what each side says, and repeats of one statement as one origin and one point', async () => {
    const { columns, claims } = await ask({});
    expect(claims).toBe(6);
    expect(columns['us']!.counts).toEqual({ claims: 3, speakers: 1, documents: 2, points: 2, origins: 1, searched: 2 });
    const { rows } = await ask({});
    const point = rows[0]!.cells['us']!.find(({ claims }) => claims.length > 1);
    expect(point).toMatchObject({ speakers: 1, documents: 2, origins: 1 });
  });

  it('counts copies of one text as one origin', async () => {
    const copied = Store.open(':memory:', { name: 'test', dimensions: DIMENSIONS });
    const adams = person('bo-adams', 'Bo Adams', 'us');
    const save = (name: string, speaker: Speaker, text: string) =>
      copied.save(
        documentOf(name, undefined, [{ speaker, text, matter: 0 }], person(`paper of ${name}`, name, 'other')),
      );
    save('x.txt', OKAFOR, CABLE);
    save('y.txt', adams, CABLE);
    save('z.txt', adams, 'The moon is of cheese.');
    const { columns } = await ask({}, copied);
    expect(columns['us']!.counts).toMatchObject({ speakers: 2, documents: 3, origins: 2 });
    copied.close();
  });

  it('puts what the sides say of one question in one row, and says how they relate and why', async () => {
    const { rows } = await ask({});
    expect(rows[0]).toMatchObject({ relation: 'contradict', silent: ['china'] });
    const texts = new Map([...store.eachClaim()].map(({ id, text }) => [id, text]));
    const answer = rows[0]!.links.find(({ kind }) => kind === 'answers');
    expect(texts.get(answer!.from)).toContain('is a lie');
    expect(texts.get(answer!.to)).toBe(CABLE);
    expect(answer!.because).toContain('Ada Okafor');
    expect(rows[0]!.links.find(({ kind }) => kind === 'contradict')!.because).toContain('negation');
  });

  it('leaves what one side alone says in rows of its own, and says nothing of what nobody said', async () => {
    const { rows, columns } = await ask({});
    const alone = rows.filter(({ relation }) => relation === 'one-side');
    expect(alone.map(({ silent }) => silent)).toEqual([
      ['china', 'europe'],
      ['europe', 'us'],
    ]);
    expect(columns['china']!.claims.map(({ text }) => text)).toEqual(['Bicycles need wider lanes in the old town.']);
  });

  it('has agreement where two sides make a claim jointly, and not of a third that only speaks of it', async () => {
    const joint = Store.open(':memory:', { name: 'test', dimensions: DIMENSIONS });
    const rowsOf = async () => (await ask({}, joint)).rows.map(({ relation, silent }) => [relation, silent]);
    joint.save(documentOf('a.txt', '2020', [{ speaker: OKAFOR, with: LINDQVIST, text: CABLE, matter: 0 }]));
    expect(await rowsOf()).toEqual([['agree', ['china']]]);
    const price = 'Who paid for the undersea cable to the islands, and what did the cable cost in all?';
    joint.save(documentOf('b.txt', '2021', [{ speaker: TANAKA, text: price, matter: 0, near: 0.65 }]));
    expect(await rowsOf()).toEqual([['both-speak', []]]);
    joint.close();
  });

  it('never calls an answer what may have come first', async () => {
    const early = Store.open(':memory:', { name: 'test', dimensions: DIMENSIONS });
    early.save(documentOf('a.txt', undefined, [{ speaker: OKAFOR, text: CABLE, matter: 0 }]));
    early.save(
      documentOf('b.txt', '2020', [
        { speaker: LINDQVIST, text: 'What Okafor said of the undersea cable is a lie.', matter: 0 },
      ]),
    );
    const { rows } = await compare(
      { store: early, embeddings: new Numbered({}), registry, findNames: makeNameFinder(registry) },
      CompareRequest.parse({ topic: TOPIC }),
    );
    expect(rows.flatMap(({ links }) => links).filter(({ kind }) => kind === 'answers')).toEqual([]);
    early.close();
  });

  it('says by month who spoke, and whose month is not known', async () => {
    const { timeline } = await ask({});
    expect(timeline.months).toEqual(['2020-08', '2020-09']);
    expect(timeline.undated).toBe(1);
    expect(timeline.sides['us']).toEqual([{ month: '2020-08', claims: 3, supports: 0, opposes: 0 }]);
    expect(timeline.speakers.map(({ name, months }) => [name, months.length])).toEqual([
      ['Ada Okafor', 1],
      ['Per Lindqvist', 1],
    ]);
  });

  it('is of a time where one is asked for', async () => {
    const { columns, claims } = await ask({ from: '2020-09', to: '2020-09' });
    expect(claims).toBe(2);
    expect(columns['us']!.note).toMatch(/^No claim in 4 documents .* on other matters or at other times\.$/);
    expect(() => CompareRequest.parse({ topic: TOPIC, from: '2020-13' })).toThrow('expected a date such as');
  });

  it('is of words where they are no topic', async () => {
    const { columns, name } = await ask({ topic: 'undersea cable 0' });
    expect(name).toBeNull();
    expect(columns['us']!.counts.claims).toBe(2);
    expect(columns['china']!.counts.claims).toBe(0);
  });

  it('is of two speakers, on everything they say or on a topic', async () => {
    const everything = await ask({ topic: '', speaker: ['Per Lindqvist', 'Ada Okafor'] });
    expect(everything.order).toEqual(['per-lindqvist', 'ada-okafor']);
    expect(everything.columns['ada-okafor']!.counts).toMatchObject({ claims: 3, searched: 2 });
    expect(everything.rows[0]!.relation).toBe('contradict');
    const narrowed = await ask({ topic: 'vaccines 3', speaker: ['Per Lindqvist', 'Ada Okafor'] });
    expect(narrowed.columns['ada-okafor']!.counts.claims).toBe(1);
  });

  it('has its columns in the order that is asked for', async () => {
    expect((await ask({})).order).toEqual(['china', 'europe', 'us']);
    expect((await ask({ order: 'us', other: true })).order).toEqual(['us', 'china', 'europe', 'other']);
  });

  it.each([
    [{ order: 'mars' }, /"mars", which is no bloc/],
    [{ speaker: ['Ada Okafor'] }, /2 to 4 speakers/],
    [{ speaker: ['Ada Okafor', 'Nobody Known'] }, /no speaker "Nobody Known"/],
    [{ speaker: ['Ada Okafor', 'ada-okafor'] }, /each speaker once/],
  ])('says what is wrong with %j', async (request, message) => {
    const failure = await ask(request).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(TriptychError);
    expect((failure as TriptychError).message).toMatch(message);
  });

  it('shows no more than the limit, and counts all', async () => {
    const { columns, rows } = await ask({ limit: 1 });
    expect(columns['us']!.claims).toHaveLength(1);
    expect(columns['us']!.counts.claims).toBe(3);
    expect(rows.flatMap(({ cells }) => cells['us'] ?? [])).toHaveLength(1);
  });
});
