/**
 * Programs that people could use instead, each in a process of its own: `peers.ts NAME FOLDER PATH CLAIMS`, with the packages
 * installed in a folder. Prints {@link Peer} as JSON.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ExactScan } from './exact.ts';
import { SEED } from './generate.ts';
import { Random } from './random.ts';
import { World } from './world.ts';

/** Packages by the name under which they are measured. */
export const PEERS: Record<string, string> = {
  'usearch, HNSW of bytes': 'usearch',
  'MiniSearch, words': 'minisearch',
  'Orama, vectors': '@orama/orama',
};

/** What a peer took: seconds to build, milliseconds of a query, megabytes of memory. */
export interface Peer {
  building: number;
  p50: number;
  p95: number;
  memory: number;
  recall?: number;
}

interface Built {
  vectors: boolean;
  ask(query: { vector: Float32Array; words: string }): number[] | Promise<number[]>;
}

const QUERIES = 100;

if (process.argv[1]?.endsWith('peers.ts')) {
  const [name = '', folder = '', path = '', claims = '0'] = process.argv.slice(2);
  process.stdout.write(JSON.stringify(await measure(name, folder, path, Number(claims))));
}

async function measure(name: string, folder: string, path: string, claims: number): Promise<Peer> {
  const scan = new ExactScan(path);
  const world = new World(SEED, claims, []);
  const before = process.memoryUsage.rss();
  const began = performance.now();
  const built = await build(name, createRequire(join(folder, 'package.json')), scan, claims);
  const building = (performance.now() - began) / 1000;
  const memory = (process.memoryUsage.rss() - before) / 1e6;
  const random = new Random(SEED, 11);
  const times: number[] = [];
  const recalls: number[] = [];
  for (let i = 0; i < QUERIES; i++) {
    const theme = world.theme(random);
    const query = { vector: world.space.draw(theme, random), words: world.query(theme, random, 3) };
    const from = performance.now();
    const found = await built.ask(query);
    times.push(performance.now() - from);
    if (built.vectors && i < 20) recalls.push(scan.recall(query.vector, found, scan.nearest(query.vector)));
  }
  scan.close();
  times.sort((a, b) => a - b);
  return {
    building,
    memory,
    p50: times[Math.ceil(0.5 * QUERIES) - 1]!,
    p95: times[Math.ceil(0.95 * QUERIES) - 1]!,
    ...(recalls.length > 0 ? { recall: recalls.reduce((sum, one) => sum + one, 0) / recalls.length } : {}),
  };
}

async function build(name: string, load: NodeJS.Require, scan: ExactScan, claims: number): Promise<Built> {
  if (name.startsWith('usearch')) {
    const { Index } = load('usearch') as {
      Index: new (
        options: object,
      ) => {
        add(keys: BigUint64Array, vectors: Float32Array): void;
        search(vector: Float32Array, count: number, threads: number): { keys: BigUint64Array };
      };
    };
    const index = new Index({ metric: 'cos', dimensions: 512, quantization: 'i8' });
    for (const { key, vector } of scan.vectors()) index.add(BigUint64Array.of(BigInt(key)), vector);
    return { vectors: true, ask: ({ vector }) => Array.from(index.search(vector, 10, 1).keys, Number) };
  }
  if (name.startsWith('MiniSearch')) {
    type Mini = { add(document: object): void; search(words: string): { id: number }[] };
    const MiniSearch = load('minisearch') as new (options: object) => Mini;
    const index = new MiniSearch({ fields: ['text'], idField: 'key' });
    for (const row of scan.texts()) index.add(row);
    return {
      vectors: false,
      ask: ({ words }) =>
        index
          .search(words)
          .slice(0, 10)
          .map(({ id }) => id),
    };
  }
  const { create, insert, searchVector } = load('@orama/orama') as {
    create(options: object): object;
    insert(index: object, document: object): unknown;
    searchVector(index: object, query: object): { hits: { id: string }[] } | Promise<{ hits: { id: string }[] }>;
  };
  const index = create({ schema: { embedding: 'vector[512]' } });
  let left = claims;
  for (const { key, vector } of scan.vectors()) {
    await insert(index, { id: String(key), embedding: Array.from(vector) });
    if (--left === 0) break;
  }
  return {
    vectors: true,
    ask: async ({ vector }) => {
      const mode = { value: Array.from(vector), property: 'embedding' };
      const { hits } = await searchVector(index, { mode: 'vector', vector: mode, similarity: 0, limit: 10 });
      return hits.map(({ id }) => Number(id));
    },
  };
}
