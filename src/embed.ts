import { Embeddings } from '@langchain/core/embeddings';
import type { Config } from './config.ts';
import { encode } from './encoder/index.ts';
import { TriptychError } from './error.ts';
import { keyOf, loadKnownVectors } from './known-vectors.ts';
import type { Neutral } from './neutral.ts';
import { importOptional } from './optional.ts';

/**
 * An embedding model by the contract of @langchain/core, with what the store must know of it. Nothing is loaded and no
 * service is asked before the first text is embedded or the dimensions are wanted.
 */
export interface Embedder {
  /** As in TRIPTYCH_EMBEDDINGS: the model's kind and name. */
  readonly name: string;
  readonly embeddings: Embeddings;
  /** Length of its vectors. */
  dimensions(): Promise<number>;
  /** Whether it was made for texts like this one, as far as the script tells. */
  covers(text: string): boolean;
}

/** Texts that one call of the model gets: longer batches were not faster, and shorter ones answer sooner. */
const BATCH = 32;
/** Of the built-in model, the Universal Sentence Encoder Lite (Cer et al. 2018). */
const USE_DIMENSIONS = 512;

/** The embedder that the configuration names; the built-in one takes the vectors that are `known` as they are. Throws USAGE when its package is not installed. */
export function createEmbedder(config: Config['embeddings'], known = loadKnownVectors): Embedder {
  if (config.model === 'use') return createBuiltIn(known);
  const [kind, ...rest] = config.model.split(':');
  const model = rest.join(':');
  const open = { openai: openOpenAI, ollama: openOllama, onnx: openOnnx }[kind as 'openai' | 'ollama' | 'onnx'];
  const embeddings = new Lazy(() => open(model, config), config.model);
  let dimensions: Promise<number> | undefined;
  return {
    name: config.model,
    embeddings,
    dimensions() {
      dimensions ??= embeddings.embedQuery('dimensions').then((vector) => vector.length);
      return dimensions;
    },
    // What a model of somebody's choice was trained on is not known.
    covers: () => true,
  };
}

/**
 * Unit vectors of texts, in batches, in order. Throws EMBEDDING_FAILED when the model returns anything but one finite
 * vector of the same length for each text.
 */
export async function embedTexts(embeddings: Embeddings, texts: string[]): Promise<Float32Array[]> {
  const vectors: Float32Array[] = new Array(texts.length);
  // A batch costs as much as its longest text, so texts of a length go together.
  const order = texts.map((_, i) => i).sort((a, b) => (texts[a]?.length ?? 0) - (texts[b]?.length ?? 0));
  let dimensions: number | undefined;
  for (let i = 0; i < order.length; i += BATCH) {
    const places = order.slice(i, i + BATCH);
    const batch = places.map((place) => texts[place] as string);
    const rows = await embeddings.embedDocuments(batch);
    if (rows.length !== batch.length)
      throw new TriptychError(
        'EMBEDDING_FAILED',
        `The embedding model returned ${rows.length} vectors for ${batch.length} texts. Check the model and try again.`,
      );
    rows.forEach((row, j) => {
      dimensions ??= row.length;
      vectors[places[j] as number] = toUnit(row, dimensions);
    });
  }
  return vectors;
}

/** The unit vector of a query. Throws EMBEDDING_FAILED as {@link embedTexts} does. */
export async function embedQuery(embeddings: Embeddings, text: string): Promise<Float32Array> {
  const row = await embeddings.embedQuery(text);
  return toUnit(row, row.length);
}

/**
 * The same model, blind to names: countries, people and organisations are replaced before a text is embedded, so that
 * nothing that rests on its vectors (topics, stances, ranks by meaning) can depend on whose side is spoken of. Names are
 * found by the keyword index.
 */
export function blindToNames(embeddings: Embeddings, neutral: Neutral): Embeddings {
  return new (class extends Embeddings {
    override embedDocuments(texts: string[]): Promise<number[][]> {
      return embeddings.embedDocuments(texts.map((text) => neutral(text)));
    }

    // People type names without capitals.
    override embedQuery(text: string): Promise<number[]> {
      return embeddings.embedQuery(neutral(text, { loose: text === text.toLowerCase() }));
    }
  })({});
}

function toUnit(row: number[], dimensions: number): Float32Array {
  const vector = new Float32Array(row.length);
  let sum = 0;
  for (let i = 0; i < row.length; i++) sum += row[i]! * row[i]!;
  const norm = Math.sqrt(sum);
  if (row.length !== dimensions || row.length === 0 || !Number.isFinite(norm) || norm === 0)
    throw new TriptychError(
      'EMBEDDING_FAILED',
      'The embedding model returned a vector that is empty, of another length, or not of numbers. Check that it is a model for embeddings.',
    );
  for (let i = 0; i < row.length; i++) vector[i] = row[i]! / norm;
  return vector;
}

/** The built-in model knows English: at least half of the letters must be Latin. */
function isMostlyLatin(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return 2 * (text.match(/\p{Script=Latin}/gu)?.length ?? 0) >= letters;
}

function createBuiltIn(known: typeof loadKnownVectors): Embedder {
  const embeddings = new SentenceEncoder(known);
  return {
    name: 'use',
    embeddings,
    dimensions: async () => USE_DIMENSIONS,
    covers: isMostlyLatin,
  };
}

/** The built-in model behind the contract, with the vectors that are known beforehand. */
class SentenceEncoder extends Embeddings {
  readonly #load: typeof loadKnownVectors;
  #known: Map<string, number[]> | undefined;

  constructor(load: typeof loadKnownVectors) {
    super({});
    this.#load = load;
  }

  override async embedDocuments(texts: string[]): Promise<number[][]> {
    this.#known ??= this.#load(USE_DIMENSIONS);
    const found = texts.map((text) => this.#known?.get(keyOf(text)));
    const made = await this.#make(texts.filter((_, i) => found[i] === undefined));
    let next = 0;
    return found.map((row) => row ?? (made[next++] as number[]));
  }

  async #make(texts: string[]): Promise<number[][]> {
    const rows: number[][] = [];
    for (let i = 0; i < texts.length; i += BATCH) {
      const batch = texts.slice(i, i + BATCH);
      const flat = await encode(batch);
      for (let j = 0; j < batch.length; j++)
        rows.push(Array.from(flat.subarray(j * USE_DIMENSIONS, (j + 1) * USE_DIMENSIONS)));
    }
    return rows;
  }

  override async embedQuery(text: string): Promise<number[]> {
    const [row] = await this.embedDocuments([text]);
    return row as number[];
  }
}

/** Loads the real model on first use, and names the service in its errors. */
class Lazy extends Embeddings {
  #opened: Promise<Embeddings> | undefined;
  readonly #open: () => Promise<Embeddings>;
  readonly #name: string;

  constructor(open: () => Promise<Embeddings>, name: string) {
    super({});
    this.#open = open;
    this.#name = name;
  }

  override embedDocuments(texts: string[]): Promise<number[][]> {
    return this.#run((embeddings) => embeddings.embedDocuments(texts));
  }

  override embedQuery(text: string): Promise<number[]> {
    return this.#run((embeddings) => embeddings.embedQuery(text));
  }

  async #run<T>(use: (embeddings: Embeddings) => Promise<T>): Promise<T> {
    this.#opened ??= this.#open();
    const embeddings = await this.#opened;
    try {
      return await use(embeddings);
    } catch (error) {
      throw new TriptychError(
        'EMBEDDING_FAILED',
        `The embedding model ${this.#name} did not answer: ${error instanceof Error ? error.message : error}. ` +
          'Check TRIPTYCH_EMBEDDINGS_URL and that the service runs, or unset TRIPTYCH_EMBEDDINGS to use the built-in model.',
        { cause: error },
      );
    }
  }
}

/** Tries after which a service counts as down; the wait doubles from one second. */
const RETRIES = 2;
const KIND = 'embedding model';

async function openOpenAI(model: string, config: Config['embeddings']): Promise<Embeddings> {
  const { OpenAIEmbeddings } = await importOptional(() => import('@langchain/openai'), '@langchain/openai', KIND);
  return new OpenAIEmbeddings({
    model,
    apiKey: config.key ?? 'none',
    batchSize: BATCH,
    maxRetries: RETRIES,
    encodingFormat: 'float',
    configuration: config.url === undefined ? {} : { baseURL: config.url },
  });
}

async function openOllama(model: string, config: Config['embeddings']): Promise<Embeddings> {
  const { OllamaEmbeddings } = await importOptional(() => import('@langchain/ollama'), '@langchain/ollama', KIND);
  return new OllamaEmbeddings({
    model,
    maxRetries: RETRIES,
    ...(config.url === undefined ? {} : { baseUrl: config.url }),
  });
}

async function openOnnx(model: string): Promise<Embeddings> {
  // Optional, and too large to install for its types alone: this is the part of it that is used.
  interface Transformers {
    pipeline(task: 'feature-extraction', model: string): Promise<FeatureExtraction>;
  }
  type FeatureExtraction = (
    texts: string[],
    options: { pooling: 'mean'; normalize: true },
  ) => Promise<{ tolist(): number[][] }>;
  const name = '@huggingface/transformers';
  const { pipeline } = await importOptional(() => import(name) as Promise<Transformers>, name, KIND);
  const extract = await pipeline('feature-extraction', model);
  return new (class extends Embeddings {
    override async embedDocuments(texts: string[]): Promise<number[][]> {
      return (await extract(texts, { pooling: 'mean', normalize: true })).tolist();
    }

    override async embedQuery(text: string): Promise<number[]> {
      const [row] = await this.embedDocuments([text]);
      return row as number[];
    }
  })({});
}
