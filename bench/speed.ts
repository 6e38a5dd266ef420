/**
 * How long the parts take: `npm run -s bench:speed`. Reads the bundled corpus (and the documents beside the project, where
 * they are) into a new database, reads it again, then asks every kind of question. Machines differ: compare ratios.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { rules } from '../ingest/attribute/index.ts';
import { findFiles, ingest, preview, type Workshop } from '../ingest/pipeline.ts';
import { segment } from '../ingest/segment.ts';
import type { Reading } from '../src/claim.ts';
import { parseConfig } from '../src/config.ts';
import { SearchRequest } from '../src/contract.ts';
import { Knowledge } from '../src/knowledge.ts';
import { SHARED } from './shared.ts';

const ROUNDS = 20;

const folder = mkdtempSync(join(tmpdir(), 'triptych-bench-'));
try {
  process.stdout.write(`${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}\n\n`);
  const config = parseConfig({ ...process.env, TRIPTYCH_DB: join(folder, 'bench.db') });
  const knowledge = await Knowledge.open(config);
  await knowledge.embeddings.embedQuery('ready');
  const { files } = await findFiles([join(config.corpus, 'documents'), join(SHARED, 'corpus')].filter(existsSync));
  await measureReading(files, knowledge);
  await measureIngest(files, knowledge);
  await measureQuestions(knowledge);
  await knowledge.close();
} finally {
  rmSync(folder, { recursive: true });
}

async function measureReading(files: string[], { registry }: Knowledge): Promise<void> {
  const readings: Reading[] = [];
  const reading = await time(async () => {
    for (const file of files) readings.push(await preview(file, registry));
  });
  const words = readings.reduce((sum, { text }) => sum + (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0), 0);
  const extracting = await time(async () => {
    for (const { text, blocks, quality } of readings)
      await rules.extract({ text, blocks, sentences: segment(text, blocks), quality });
  });
  const bytes = files.reduce((sum, file) => sum + readFileSync(file).length, 0);
  line('reading', `${Math.round(bytes / reading)} kB/s`, `${files.length} files`);
  line('segmenting and attributing', `${Math.round((words / extracting) * 1000)} words/s`, `${words} words`);
}

async function measureIngest(files: string[], knowledge: Knowledge): Promise<void> {
  const { store, embeddings, registry } = knowledge;
  const workshop: Workshop = { store, embeddings, registry, model: knowledge.embedder.name };
  const first = await time(() => ingest(files, workshop));
  const { claims } = knowledge.stats();
  line(
    'ingesting everything',
    `${(first / 1000).toFixed(1)} s`,
    `${claims} claims, ${Math.round(claims / (first / 1000))}/s`,
  );
  line('ingesting it again', `${((await time(() => ingest(files, workshop))) / 1000).toFixed(2)} s`, 'nothing to do');
}

async function measureQuestions(knowledge: Knowledge): Promise<void> {
  const request = (query: string, bloc?: string) => SearchRequest.parse({ query, bloc });
  const quotation = [...knowledge.export({ manner: ['direct'] })][0]?.text ?? '';
  const questions: Record<string, () => unknown> = {
    'search by words and meaning': () => knowledge.search(request('surveillance of undersea cables')),
    'the same, one bloc': () => knowledge.search(request('surveillance of undersea cables', 'china')),
    'compare a topic': () => knowledge.compare({ topic: 'surveillance', other: true, limit: 50 }),
    'verify a quotation': () => knowledge.verify({ quotation: quotation.replace(/\w+(?=\W*$)/, 'marmalade') }),
  };
  for (const [name, ask] of Object.entries(questions)) {
    const times: number[] = [];
    for (let i = 0; i < ROUNDS; i++) times.push(await time(async () => ask()));
    times.sort((a, b) => a - b);
    const at = (share: number) => `${(times[Math.ceil(share * ROUNDS) - 1] ?? 0).toFixed(1)} ms`;
    line(name, at(0.5), `p95 ${at(0.95)}`);
  }
}

/** Milliseconds that something takes. */
async function time(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await run();
  return performance.now() - began;
}

function line(name: string, figure: string, remark: string): void {
  process.stdout.write(`${name.padEnd(32)}${figure.padStart(16)}   ${remark}\n`);
}
