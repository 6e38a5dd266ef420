import { Embeddings } from '@langchain/core/embeddings';
import { BLOCS, type Claim, type Registry } from '../../src/claim.ts';
import { compare } from '../../src/compare/index.ts';
import { CompareRequest, type Filter, SearchRequest } from '../../src/contract.ts';
import type { NameFinder } from '../../src/neutral.ts';
import { search } from '../../src/search.ts';
import type { Store } from '../../src/store/index.ts';
import { verify } from '../../src/verify/index.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

/** What a question is asked of. */
export interface Setting {
  store: Store;
  world: World;
  registry: Registry;
  findNames: NameFinder;
  claims: number;
}

/** One kind of question, asked many times, each time with other words, vectors and filters. */
export interface Question {
  name: string;
  /** The part that answers it, for `--only`. */
  part: 'vectors' | 'search' | 'compare' | 'verify';
  /** Milliseconds that half, and 95 of 100, of the answers may take at a million claims. */
  bound?: { p50: number; p95?: number };
  /** How often it is asked at most. */
  times: number;
  /** Prepares the `i`-th asking, untimed; what it returns is timed. */
  make(setting: Setting, random: Random): () => unknown;
}

const TIMES = 200;
/** Words of a theme that people type. */
const QUERY_WORDS = [1, 2, 2, 3, 3, 4, 5, 8];

/** All questions, in the order in which they are asked. */
export const QUESTIONS: Question[] = [
  {
    name: 'vector search',
    part: 'vectors',
    bound: { p50: 15, p95: 20 },
    times: TIMES,
    make: ({ store, world }, random) => {
      const vector = world.space.draw(world.theme(random), random);
      return () => store.matchMeaning(vector, {});
    },
  },
  {
    name: 'vector search, three filters',
    part: 'vectors',
    bound: { p50: 15, p95: 20 },
    times: TIMES,
    make: ({ store, world, registry }, random) => {
      const vector = world.space.draw(world.theme(random), random);
      const filter = threeFilters(registry, random);
      return () => store.matchMeaning(vector, filter);
    },
  },
  {
    name: 'search',
    part: 'search',
    bound: { p50: 35, p95: 60 },
    times: TIMES,
    make: ({ store, world }, random) => ask(store, world, random, {}),
  },
  {
    name: 'search, three filters',
    part: 'search',
    bound: { p50: 35, p95: 60 },
    times: TIMES,
    make: ({ store, world, registry }, random) => ask(store, world, random, threeFilters(registry, random)),
  },
  {
    name: 'search, one speaker',
    part: 'search',
    times: TIMES,
    make: ({ store, world }, random) => ask(store, world, random, { speaker: [world.speaker(random).name] }),
  },
  {
    name: 'compare a topic',
    part: 'compare',
    bound: { p50: 150 },
    times: 40,
    make: ({ store, registry, findNames }, random) => {
      const request = CompareRequest.parse({ topic: random.pick(registry.topics).id });
      return () => compare({ store, embeddings: noModel, registry, findNames }, request);
    },
  },
  {
    name: 'compare by words',
    part: 'compare',
    bound: { p50: 150 },
    times: 40,
    make: ({ store, world, registry, findNames }, random) => {
      const theme = world.theme(random);
      const request = CompareRequest.parse({ topic: world.query(theme, random, 3) });
      const embeddings = new Known(world.space.draw(theme, random));
      return () => compare({ store, embeddings, registry, findNames }, request);
    },
  },
  {
    name: 'verify, verbatim',
    part: 'verify',
    bound: { p50: 10, p95: 50 },
    times: TIMES,
    make: (setting, random) => {
      const { text, speaker } = someClaim(setting, random);
      return () => verify(setting.store, { quotation: text, speaker: speaker.name });
    },
  },
  {
    name: 'verify, altered',
    part: 'verify',
    bound: { p50: 10, p95: 50 },
    times: TIMES,
    make: (setting, random) => {
      const { store, world } = setting;
      const words = someClaim(setting, random).text.split(' ');
      words[random.below(words.length)] = world.query(world.theme(random), random, 1);
      const quotation = words.join(' ');
      return () => verify(store, { quotation });
    },
  },
  {
    name: 'verify, invented',
    part: 'verify',
    bound: { p50: 10, p95: 50 },
    times: TIMES,
    make: ({ store, world }, random) => {
      const quotation = world.sentence(world.theme(random), random);
      return () => verify(store, { quotation });
    },
  },
];

/** A bloc or two, a topic and a span of years: together they leave one claim in thirty to one in some hundreds. */
function threeFilters(registry: Registry, random: Random): Partial<Filter> {
  const from = 2015 + random.below(8);
  return {
    topic: [random.pick(registry.topics).id],
    bloc: random.chance(0.5) ? [random.pick(BLOCS)] : [...new Set([random.pick(BLOCS), random.pick(BLOCS)])],
    from: String(from),
    to: `${from + 3}-06`,
  };
}

function ask(store: Store, world: World, random: Random, filter: Partial<Filter>): () => unknown {
  const theme = world.theme(random);
  const request = SearchRequest.parse({ query: world.query(theme, random, random.pick(QUERY_WORDS)), ...filter });
  const embeddings = new Known(world.space.draw(theme, random));
  return () => search(store, embeddings, request);
}

function someClaim({ store, claims }: Setting, random: Random): Claim {
  return store.claims([1 + random.below(claims)])[0]!;
}

/** Answers with a vector known beforehand: what is measured is all of a search but the making of the query's vector. */
class Known extends Embeddings {
  readonly #vector: number[];

  constructor(vector: Float32Array) {
    super({});
    this.#vector = Array.from(vector);
  }

  override async embedQuery(): Promise<number[]> {
    return this.#vector;
  }

  override async embedDocuments(texts: string[]): Promise<number[][]> {
    return texts.map(() => this.#vector);
  }
}

const noModel = new Known(new Float32Array(0));
