/**
 * Who said what, against the articles of PolNeAR: `npm run -s bench:attribution -- [GOLD.jsonl] [--extractor NAME ...] [--errors N]`.
 * A line of the file is `{id, text, attributions}`; only the outermost attributions are labelled, and only they are scored.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Extractor } from '../src/claim.ts';
import { extractorNamed, predict, readArticles } from './extractors.ts';
import { requireData, SHARED, score } from './shared.ts';

const { values, positionals } = parseArgs({
  options: { errors: { type: 'string' }, extractor: { type: 'string', multiple: true, default: ['bilstm'] } },
  allowPositionals: true,
});
const gold = requireData(positionals[0] ?? join(SHARED, 'bench/attribution/dev.jsonl'));
const articles = readArticles(gold);
for (const name of values.extractor) {
  const extractor = await extractorNamed(name);
  process.stdout.write(`${extractor.name}\n`);
  await measure(extractor);
}

async function measure(extractor: Extractor): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'triptych-bench-'));
  try {
    const started = performance.now();
    const lines: string[] = [];
    for (const { id, text } of articles)
      lines.push(JSON.stringify({ id, attributions: await predict(extractor, text) }));
    const seconds = (performance.now() - started) / 1000;
    const predicted = join(folder, 'predicted.jsonl');
    writeFileSync(predicted, lines.join('\n'));
    const errors = values.errors ? ['--errors', values.errors] : [];
    score(join(SHARED, 'bench/attribution/score.mjs'), gold, predicted, ...errors);
    const words = articles.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0);
    process.stdout.write(`speed: ${Math.round(words / seconds)} words a second\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
