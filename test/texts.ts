import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ingest } from '../ingest/pipeline.ts';
import type { Knowledge } from '../src/knowledge.ts';

/** Writes texts into files of a folder, by name, and takes those into a knowledge base. */
export async function ingestTexts(knowledge: Knowledge, folder: string, texts: Record<string, string>): Promise<void> {
  const { store, embeddings, embedder, registry } = knowledge;
  const files = Object.entries(texts).map(([name, text]) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  });
  await ingest(files, { store, embeddings, model: embedder.name, registry });
}
