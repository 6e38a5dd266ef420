import { type ClaimWords, type Labels, prepareLabels } from '../ingest/classify/index.ts';
import { parseConfig } from '../src/config.ts';
import { blindToNames, createEmbedder, embedTexts } from '../src/embed.ts';
import { makeNeutral } from '../src/neutral.ts';
import { loadRegistry } from '../src/registry.ts';

/** The classifier as the pipeline has it, and claims with their vectors, by the configured embedding model. */
export interface Classifier {
  labels: Labels;
  embed(texts: string[]): Promise<Float32Array[]>;
  withVectors<T extends Omit<ClaimWords, 'vector'>>(claims: T[]): Promise<(T & ClaimWords)[]>;
  close(): Promise<void>;
}

export async function openClassifier(): Promise<Classifier> {
  const config = parseConfig(process.env);
  const registry = loadRegistry(config.corpus);
  const embedder = createEmbedder(config.embeddings);
  const embeddings = blindToNames(embedder.embeddings, makeNeutral(registry));
  const embed = (texts: string[]) => embedTexts(embeddings, texts);
  const labels = await prepareLabels(registry, async (texts) =>
    (await embed(texts)).map((vector) => Array.from(vector)),
  );
  return {
    labels,
    embed,
    async withVectors(claims) {
      const vectors = await embed(claims.map(({ text }) => text));
      return claims.map((claim, i) => ({ ...claim, vector: vectors[i]! }));
    },
    close: () => embedder.close(),
  };
}
