/**
 * Makes the vectors of all texts of the bundled topics and targets by the built-in embedding model, and writes
 * `src/known-vectors.bin`, so that a new knowledge base need not make them: `npm run train:vectors`, after a change of
 * `corpus/topics.yaml`, `corpus/targets.yaml`, or the names that are taken out of texts.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepareLabels } from '../ingest/classify/index.ts';
import { createEmbedder } from '../src/embed.ts';
import { KNOWN_VECTORS, keyOf, packVectors } from '../src/known-vectors.ts';
import { makeNeutral } from '../src/neutral.ts';
import { loadRegistry } from '../src/registry.ts';
import { ROOT } from '../src/root.ts';

const registry = loadRegistry(join(ROOT, 'corpus'));
const neutral = makeNeutral(registry);
const embedder = createEmbedder({ model: 'use' }, () => new Map());
const vectors = new Map<string, number[]>();
await prepareLabels(registry, async (texts) => {
  const names = texts.map((text) => neutral(text));
  const rows = await embedder.embeddings.embedDocuments(names);
  names.forEach((text, i) => {
    vectors.set(keyOf(text), rows[i]!);
  });
  return rows;
});
const dimensions = await embedder.dimensions();
writeFileSync(KNOWN_VECTORS, packVectors(dimensions, vectors));
console.log(`${vectors.size} vectors of ${dimensions} dimensions in ${KNOWN_VECTORS}`);
