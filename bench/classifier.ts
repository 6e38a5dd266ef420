import type { Embeddings } from '@langchain/core/embeddings';
import { type ClaimWords, type Labels, prepareLabels } from '../ingest/classify/index.ts';
import type { Registry } from '../src/claim.ts';
import { parseConfig } from '../src/config.ts';
import { blindToNames, createEmbedder, embedTexts } from '../src/embed.ts';
import { makeNeutral } from '../src/neutral.ts';
import { loadRegistry } from '../src/registry.ts';
import { remembering } from './vector-cache.ts';

/** Texts without names, and their vectors, as the pipeline has them by the configured embedding model. */
export interface Reader {
  registry: Registry;
  neutral(text: string): string;
  /** Blind to names. */
  embeddings: Embeddings;
  embed(texts: string[]): Promise<Float32Array[]>;
}

/** The classifier as the pipeline has it, and claims with their vectors. */
export interface Classifier extends Reader {
  labels: Labels;
  withVectors<T extends Omit<ClaimWords, 'vector'>>(claims: T[]): Promise<(T & ClaimWords)[]>;
}

export function openReader(): Reader {
  const config = parseConfig(process.env);
  const registry = loadRegistry(config.corpus);
  const embedder = createEmbedder(config.embeddings);
  const neutral = makeNeutral(registry);
  const name = `${registry.fingerprint.slice(0, SHORT)}${registry.labels.slice(0, SHORT)}`;
  const embeddings = blindToNames(embedder.embeddings, neutral);
  return {
    registry,
    neutral: (text) => neutral(text),
    embeddings,
    embed: remembering((texts) => embedTexts(embeddings, texts), `${embedder.name.replaceAll(/\W/g, '-')}-${name}`),
  };
}

/** Digits of each fingerprint: names are taken out of texts by the speakers and targets of the registry. */
const SHORT = 8;

export async function openClassifier(): Promise<Classifier> {
  const reader = openReader();
  const toArrays = async (texts: string[]) => (await reader.embed(texts)).map((vector) => Array.from(vector));
  return {
    ...reader,
    labels: await prepareLabels(reader.registry, toArrays),
    async withVectors(claims) {
      const vectors = await reader.embed(claims.map(({ text }) => text));
      return claims.map((claim, i) => ({ ...claim, vector: vectors[i]! }));
    },
  };
}
