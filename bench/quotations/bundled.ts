import { fileURLToPath } from 'node:url';
import { findFiles, preview } from '../../ingest/pipeline.ts';
import { Reader } from '../../ingest/read/reader.ts';
import { segment } from '../../ingest/segment.ts';
import { loadRegistry } from '../../src/registry.ts';

const CORPUS = fileURLToPath(new URL('../../corpus', import.meta.url));
/** Shorter sentences have no room for an edit inside them. */
const FEWEST_WORDS = 10;
const MOST_WORDS = 40;

/** The whole sentences of the bundled documents, each once. */
export async function bundledSentences(): Promise<string[]> {
  const registry = loadRegistry(CORPUS);
  const { files } = await findFiles([`${CORPUS}/documents`]);
  const found = new Set<string>();
  const reader = new Reader();
  try {
    for (const file of files) {
      const { text, blocks } = await preview(file, { registry, reader });
      for (const { start, end, block } of segment(text, blocks)) {
        const sentence = text.slice(start, end).replace(/\s+/g, ' ');
        const words = sentence.split(' ').length;
        const isProse = blocks[block]?.kind === 'paragraph' && /^\p{Lu}[^“”"]*\.$/u.test(sentence);
        if (isProse && words >= FEWEST_WORDS && words <= MOST_WORDS) found.add(sentence);
      }
    }
  } finally {
    await reader.close();
  }
  return [...found];
}
