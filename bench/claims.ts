/**
 * Claims of real documents against hand-labelled ones: `npm run -s bench:claims -- [GOLD.jsonl] [--errors N] [--documents DIR]`.
 * Ingests the documents that the labels name into a new database, or takes one that holds them (`--database FILE`), and
 * scores its export.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findFiles, ingest } from '../ingest/pipeline.ts';
import { toJsonLine } from '../src/cite.ts';
import { parseConfig } from '../src/config.ts';
import { Knowledge } from '../src/knowledge.ts';
import { requireData, SHARED, score } from './shared.ts';

const { values, positionals } = parseArgs({
  options: {
    errors: { type: 'string' },
    documents: { type: 'string', default: join(SHARED, 'corpus') },
    database: { type: 'string' },
  },
  allowPositionals: true,
});
const gold = requireData(positionals[0] ?? join(SHARED, 'bench/claims/dev.jsonl'));
const labelled = new Set(
  readFileSync(gold, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { document: string }).document),
);

const folder = mkdtempSync(join(tmpdir(), 'triptych-bench-'));
try {
  const database = values.database ?? join(folder, 'bench.db');
  const knowledge = await Knowledge.open(parseConfig({ ...process.env, TRIPTYCH_DB: database }));
  if (values.database === undefined) await readDocuments(knowledge);
  const exported = join(folder, 'claims.jsonl');
  writeFileSync(exported, [...knowledge.export({ document: [...labelled] })].map(toJsonLine).join(''));
  await knowledge.close();
  score(join(SHARED, 'bench/claims/score.mjs'), gold, exported, ...(values.errors ? ['--errors', values.errors] : []));
} finally {
  rmSync(folder, { recursive: true });
}

async function readDocuments({ store, embeddings, embedder, registry }: Knowledge): Promise<void> {
  const { files } = await findFiles([...labelled].map((name) => requireData(join(values.documents, name))));
  const outcomes = await ingest(files, { store, embeddings, model: embedder.name, registry });
  for (const { file, error } of outcomes) if (error) process.stderr.write(`${file}: ${error.code}: ${error.message}\n`);
}
