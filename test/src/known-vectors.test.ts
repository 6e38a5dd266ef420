import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { prepareLabels } from '../../ingest/classify/index.ts';
import { createEmbedder } from '../../src/embed.ts';
import { keyOf, loadKnownVectors } from '../../src/known-vectors.ts';
import { makeNeutral } from '../../src/neutral.ts';
import { loadRegistry } from '../../src/registry.ts';
import { ROOT } from '../../src/root.ts';

describe('The vectors that come with Triptych', async () => {
  const embedder = createEmbedder({ model: 'use' }, () => new Map());
  const dimensions = await embedder.dimensions();
  const known = loadKnownVectors(dimensions);

  it('are those of all texts of the bundled topics and targets (else: npm run train:vectors)', async () => {
    const registry = loadRegistry(join(ROOT, 'corpus'));
    const neutral = makeNeutral(registry);
    const asked: string[] = [];
    await prepareLabels(registry, async (texts) => {
      asked.push(...texts.map((text) => neutral(text)));
      return texts.map(() => Array.from({ length: dimensions }, (_, i) => Number(i === 0)));
    });
    expect(asked.length).toBeGreaterThan(100);
    expect(asked.filter((text) => !known.has(keyOf(text)))).toEqual([]);
    expect(known.size).toBe(new Set(asked).size);

    const some = asked.slice(0, 5);
    const made = await embedder.embeddings.embedDocuments(some);
    some.forEach((text, row) => {
      const vector = known.get(keyOf(text))!;
      const apart = Math.max(...vector.map((x, i) => Math.abs(x - made[row]![i]!)));
      expect(apart).toBeLessThan(1e-4);
    });
  });

  it('are none of another model', () => {
    expect(loadKnownVectors(dimensions + 1).size).toBe(0);
  });
});
