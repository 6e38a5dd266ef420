import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import * as sqliteVec from 'sqlite-vec';
import { describe, expect, inject, it } from 'vitest';
import { documents } from '../../bench/scale/documents.ts';
import { generate, MODEL } from '../../bench/scale/generate.ts';
import { Random } from '../../bench/scale/random.ts';
import { World } from '../../bench/scale/world.ts';
import { BLOCS, type Claim, MANNERS, POLARITIES, STANCES } from '../../src/claim.ts';
import type { Filter } from '../../src/contract.ts';
import { rankClaims } from '../../src/rank.ts';
import { loadRegistry } from '../../src/registry.ts';
import { ROOT } from '../../src/root.ts';
import { type Hit, Store } from '../../src/store/index.ts';
import { Codes } from '../../src/store/nearest/codes.ts';
import { assemble, KERNEL } from '../../train/kernel/assemble.ts';

/** What part of the ten nearest the index finds at least, over many queries; of few dimensions, whose roundings weigh more. */
const RECALL = 0.99;
const RECALL_OF_FEW = 0.98;
const FEW_DIMENSIONS = 128;
const registry = loadRegistry(join(ROOT, 'corpus'));

describe('The kernel', () => {
  it('is what its source gives', async () => {
    expect(Buffer.from(await assemble(KERNEL)).equals(readFileSync(KERNEL))).toBe(true);
  });
});

describe('Codes', () => {
  it.each([48, 100, 384, 512, 768])('find the nearest of %i dimensions, whatever came and went', (dimensions) => {
    const random = new Random(dimensions);
    const centres = Array.from({ length: 12 }, () => unit(dimensions, random));
    const draw = () => unit(dimensions, random, random.pick(centres));
    const vectors = new Map<number, Float32Array>();
    const codes = new Codes(dimensions, new Float32Array(dimensions));
    for (let i = 0; i < 4000; i++) {
      const key = 1 + random.below(3000);
      if (random.chance(0.2)) {
        codes.delete(key);
        vectors.delete(key);
      } else {
        const vector = draw();
        codes.set(key, vector);
        vectors.set(key, vector);
      }
    }
    expect(codes.size).toBe(vectors.size);
    for (const [key, vector] of vectors) expect(product(codes.vectorOf(key)!, vector)).toBeCloseTo(1, 2);
    expect(codes.vectorOf(99_999)).toBeUndefined();
    const recalls = Array.from({ length: 40 }, (_, i) => {
      const query = draw();
      // Every other time only some are looked at, few enough to be scored one by one or too many for that.
      const among = i % 2 === 0 ? undefined : [...vectors.keys()].filter((key) => key % (i % 4 === 1 ? 40 : 2) === 0);
      const found = codes.nearest(query, 10, among && [...among, 99_999]);
      for (const { key, score } of found) expect(score).toBeCloseTo(product(query, vectors.get(key)!), 2);
      return recall(found, exact(vectors, query, among));
    });
    expect(mean(recalls)).toBeGreaterThanOrEqual(dimensions <= FEW_DIMENSIONS ? RECALL_OF_FEW : RECALL);
  });

  it('give all there are where more are wanted, and nothing of nothing', () => {
    const codes = new Codes(8, new Float32Array(8));
    const random = new Random(1);
    expect(codes.nearest(unit(8, random), 10)).toEqual([]);
    codes.set(7, unit(8, random));
    expect(codes.nearest(unit(8, random), 10).map(({ key }) => key)).toEqual([7]);
    expect(codes.nearest(unit(8, random), 10, [1, 2])).toEqual([]);
    expect(codes.nearest(unit(8, random), 10, [])).toEqual([]);
  });
});

describe('A store that was prepared', () => {
  const path = join(inject('folder'), 'nearest.db');
  const count = 3000;
  generate(path, { claims: count, seed: 11, registry });
  const world = new World(11, count, registry.topics);
  const open = () => Store.open(path, MODEL, { worthwhile: 1000 });
  const writer = new Database(path);
  sqliteVec.load(writer);

  it('ranks by meaning as the exact ranking does, filtered by any filter', async () => {
    const store = open();
    await store.prepare();
    const vectors = readVectors(writer);
    const claims = new Map([...vectors.keys()].map((key) => [key, store.claims([key])[0]!]));
    const recalls: number[] = [];
    const property = fc.property(filters(store), fc.integer(), (filter, seed) => {
      const random = new Random(seed);
      const query = world.space.draw(world.theme(random), random);
      const allowed = [...claims].filter(([, claim]) => satisfies(claim, filter)).map(([key]) => key);
      const found = store.matchMeaning(query, filter);
      expect(found.every(({ key }) => satisfies(claims.get(key)!, filter))).toBe(true);
      expect(found.length).toBe(Math.min(200, allowed.length));
      const weights = new Map(allowed.map((key) => [key, claims.get(key)!.quality === 'damaged' ? 0.6 : 1]));
      recalls.push(recall(found, exact(vectors, query, allowed, weights)));
    });
    fc.assert(property, { numRuns: 150, seed: 5 });
    expect(mean(recalls)).toBeGreaterThanOrEqual(RECALL);
    store.close();
  });

  it('gives for any words and filter what ranking by an exact scan gives', async () => {
    const [indexed, plain] = [open(), Store.open(path, MODEL)];
    await indexed.prepare();
    const recalls: number[] = [];
    const property = fc.property(
      filters(plain),
      fc.integer(),
      fc.integer({ min: 0, max: 5 }),
      (filter, seed, words) => {
        const random = new Random(seed);
        const theme = world.theme(random);
        const question = {
          words: words === 0 ? 'harbours' : world.query(theme, random, words),
          phrases: [],
          without: [],
        };
        const vector = world.space.draw(theme, random);
        const [found, wanted] = [indexed, plain].map((store) => rankClaims(store, { ...question, filter, vector }));
        expect(found!.total).toBeGreaterThanOrEqual(0.9 * wanted!.total);
        recalls.push(recall(found!.page(0, 10), wanted!.page(0, 10)));
      },
    );
    fc.assert(property, { numRuns: 60, seed: 7 });
    expect(mean(recalls)).toBeGreaterThanOrEqual(RECALL);
    for (const store of [indexed, plain]) store.close();
  });

  it('follows what it and others write: documents that come, change and go, and rejected claims', async () => {
    const [mine, theirs, plain] = [open(), open(), Store.open(path, MODEL)];
    await mine.prepare();
    const agree = (query: Float32Array) =>
      recall(mine.matchMeaning(query, {}), plain.matchMeaning(query, {}).slice(0, 10));
    const [document] = documents(world, { seed: 12, claims: 30, targets: registry.targets });
    const { vector, start, end } = document!.claims[3]!;
    const text = document!.reading.text.slice(start, end);
    const stored = () =>
      mine.claims(
        mine
          .matchMeaning(vector, {})
          .slice(0, 1)
          .map(({ key }) => key),
      )[0]!;
    theirs.save({ ...document!, location: '/generated/another.txt' });
    expect(stored().text).toBe(text);
    expect(agree(vector)).toBe(1);
    mine.save({ ...document!, location: '/generated/another.txt', claims: document!.claims.slice(4) });
    expect(stored().text).not.toBe(text);
    expect(agree(vector)).toBe(1);
    mine.save({ ...document!, location: '/generated/another.txt' });
    expect(stored().text).toBe(text);
    const [best] = mine.matchMeaning(vector, {});
    writer.prepare('UPDATE claims SET rejected = 1 WHERE key = ?').run(best!.key);
    expect(stored().text).not.toBe(text);
    writer.prepare('UPDATE claims SET rejected = 0 WHERE key = ?').run(best!.key);
    expect(stored().text).toBe(text);
    theirs.remove('another.txt');
    expect(stored().text).not.toBe(text);
    expect(agree(vector)).toBe(1);
    for (const store of [mine, theirs, plain]) store.close();
  });

  it('reads everything anew when all vectors were made anew', async () => {
    const store = open();
    await store.prepare();
    const first = store.claims([1])[0]!;
    const space = new World(13, count, []).space;
    const random = new Random(13);
    const wanted = space.draw(1, random);
    await store.replaceVectors(MODEL, async (texts) =>
      texts.map((text) => (text === first.text ? wanted : space.draw(random.below(50) + 2, random))),
    );
    const [exactly] = store.matchMeaning(wanted, {});
    await store.prepare();
    const [found] = store.matchMeaning(wanted, {});
    expect(store.claims([found!.key])[0]!.text).toBe(first.text);
    expect(found!.key).toBe(exactly!.key);
    expect(found!.score).toBeCloseTo(1, 3);
    store.close();
  });

  it('can be closed while it is being prepared', async () => {
    const store = open();
    const prepared = store.prepare();
    store.close();
    await expect(prepared).resolves.toBeUndefined();
  });
});

/** Any filter, of values that are there and of some that are not. */
function filters(store: Store): fc.Arbitrary<Partial<Filter>> {
  const any = <T>(values: readonly T[]) => fc.subarray([...values], { maxLength: 2 });
  const speakers = store.speakers().map(({ id }) => id);
  const year = fc.constantFrom('2014', '2017', '2019-06', '2021-02-11', '2026');
  return fc.record(
    {
      topic: any([...registry.topics.map(({ id }) => id), 'other', 'nothing']),
      bloc: any(BLOCS),
      speaker: any([...speakers.slice(0, 20), 'nobody']),
      document: any([
        ...store
          .documents()
          .map(({ name }) => name)
          .slice(0, 6),
        'none.txt',
      ]),
      manner: any(MANNERS),
      polarity: any(POLARITIES),
      stance: any(STANCES),
      from: year,
      to: year,
    },
    { requiredKeys: [] },
  );
}

/** The filter's meaning, written down a second time. */
function satisfies(claim: Claim, filter: Partial<Filter>): boolean {
  const among = (chosen: readonly string[] | undefined, ...values: string[]) =>
    !chosen?.length || values.some((value) => chosen.includes(value));
  const { date } = claim;
  const latest = date && `${date}-99-99`.slice(0, 10);
  const earliest = date && `${date}-00-00`.slice(0, 10);
  return (
    among(filter.topic, ...(claim.topics.length > 0 ? claim.topics : ['other'])) &&
    among(filter.bloc, claim.bloc) &&
    among(filter.speaker, claim.speaker.id) &&
    among(filter.document, claim.document) &&
    among(filter.manner, claim.manner) &&
    among(filter.polarity, claim.polarity) &&
    among(filter.stance, claim.stance) &&
    (!filter.from || (latest !== null && latest >= filter.from)) &&
    (!filter.to || (earliest !== null && earliest <= `${filter.to}-99-99`.slice(0, 10)))
  );
}

function readVectors(database: Database.Database): Map<number, Float32Array> {
  const rows = database.prepare('SELECT claim, embedding FROM claim_vectors').raw().all() as [number, Buffer][];
  return new Map(rows.map(([key, bytes]) => [key, new Float32Array(Uint8Array.from(bytes).buffer)]));
}

function exact(
  vectors: Map<number, Float32Array>,
  query: Float32Array,
  among: readonly number[] = [...vectors.keys()],
  weights?: Map<number, number>,
): Hit[] {
  return among
    .map((key) => ({ key, score: product(query, vectors.get(key)!) * (weights?.get(key) ?? 1) }))
    .sort((a, b) => b.score - a.score || a.key - b.key)
    .slice(0, 10);
}

/** The part of the wanted that stand among the first ten found; of equally near ones any will do. */
function recall(found: readonly Hit[], wanted: readonly Hit[]): number {
  if (wanted.length === 0) return found.length === 0 ? 1 : 0;
  const least = wanted.at(-1)!.score - 1e-6;
  const first = found.slice(0, 10);
  return (
    first.filter(({ key, score }) => score >= least || wanted.some((one) => one.key === key)).length / wanted.length
  );
}

function unit(dimensions: number, random: Random, near?: Float32Array): Float32Array {
  const vector = Float32Array.from(
    { length: dimensions },
    (_, i) => random.normal() + 1.5 * (near?.[i] ?? 0) * Math.sqrt(dimensions),
  );
  const norm = Math.sqrt(product(vector, vector));
  return vector.map((x) => x / norm);
}

function product(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, x, i) => sum + x * other[i]!, 0);
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
}
