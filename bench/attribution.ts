/**
 * Who said what, against the articles of PolNeAR: `npm run -s bench:attribution -- [GOLD.jsonl] [--errors N]`.
 * A line of the file is `{id, text, attributions}`; only the outermost attributions are labelled, and only they are scored.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { attributeText } from '../ingest/attribute/plain.ts';
import { segment } from '../ingest/segment.ts';
import type { Span } from '../src/claim.ts';
import { requireData, SHARED, score } from './shared.ts';

const { values, positionals } = parseArgs({ options: { errors: { type: 'string' } }, allowPositionals: true });
const gold = requireData(positionals[0] ?? join(SHARED, 'bench/attribution/dev.jsonl'));
const articles = readFileSync(gold, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as { id: string; text: string });

const folder = mkdtempSync(join(tmpdir(), 'triptych-bench-'));
try {
  const pairs = (spans: Span[]) => spans.map(({ start, end }) => [start, end]);
  const started = performance.now();
  const lines: string[] = [];
  for (const { id, text } of articles) {
    const attributions = (await attributeText(text, segment)).map(({ source, cue, content }) => ({
      source: pairs(source),
      cue: pairs(cue),
      content: pairs(content),
    }));
    lines.push(JSON.stringify({ id, attributions }));
  }
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
