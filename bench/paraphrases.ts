/**
 * How well a claim is recognised that a text says in other words: `npm run -s bench:paraphrases -- [--errors]`. The texts in
 * `quotations/paraphrases.tsv` were written for this, and labelled by whether a claim of the bundled documents says the same.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parseConfig } from '../src/config.ts';
import { Knowledge } from '../src/knowledge.ts';

const { values } = parseArgs({ options: { errors: { type: 'boolean' }, db: { type: 'string' } } });
const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'triptych-bench-'));
const database = values.db ?? join(folder, 'bundled.db');
try {
  if (!values.db)
    spawnSync(process.execPath, [path('../src/bin.mjs'), 'ingest', path('../corpus/documents'), '--db', database]);
  await measure(await Knowledge.open(parseConfig({ TRIPTYCH_DB: database }), { mustExist: true }));
} finally {
  rmSync(folder, { recursive: true });
}

async function measure(knowledge: Knowledge): Promise<void> {
  const counts = { found: 0, missed: 0, wrong: 0, right: 0 };
  for (const line of readFileSync(path('quotations/paraphrases.tsv'), 'utf8').trim().split('\n')) {
    const [label = '', quotation = ''] = line.split('\t');
    const { verdict, paraphrases } = await knowledge.verify({ quotation });
    const isSame = verdict === 'paraphrase';
    if (label === 'same') counts[isSame ? 'found' : 'missed']++;
    else counts[isSame ? 'wrong' : 'right']++;
    if (!values.errors || isSame === (label === 'same')) continue;
    const [best] = paraphrases;
    process.stdout.write(`${label}, called ${verdict}: ${quotation}\n`);
    if (best) process.stdout.write(`  ${best.likeness} ${best.claim.speaker.name}: ${best.claim.text}\n`);
  }
  await knowledge.close();
  const { found, missed, wrong, right } = counts;
  const percent = (part: number, whole: number) => `${Math.round((100 * part) / Math.max(1, whole))} %`;
  process.stdout.write(
    `${found + missed} paraphrases: ${percent(found, found + missed)} recognised; ${wrong + right} others: ${percent(wrong, wrong + right)} called a paraphrase\n`,
  );
}
