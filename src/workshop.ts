import type { Workshop } from '../ingest/pipeline.ts';
import type { Config } from './config.ts';
import { openExtractor } from './extractor.ts';
import type { Knowledge } from './knowledge.ts';

/** What reading documents into a knowledge base needs, with the extractor that the configuration names. */
export async function openWorkshop(
  { store, embeddings, registry, embedder }: Knowledge,
  config: Config,
): Promise<Workshop> {
  const { builtIn } = await import('../ingest/pipeline.ts');
  const extractor = await openExtractor(config, builtIn);
  return { store, embeddings, registry, model: embedder.name, extractor, ...(config.ocr && { ocr: config.ocr }) };
}
