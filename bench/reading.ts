/**
 * Scores the reader on web pages: `tsx bench/reading.ts [GOLD.jsonl] [--every N]`. GOLD has one line a page (`page`, `text`);
 * the pages stand in `html/` beside it, gzipped. With `--every`, each N-th page is read. Prints what `score.mjs` of ../shared/bench/reading prints.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { read } from '../ingest/read/index.ts';
import type { Reading } from '../src/claim.ts';
import { TriptychError } from '../src/error.ts';

const shared = fileURLToPath(new URL('../../shared/bench/reading/', import.meta.url));
const { values, positionals } = parseArgs({
  options: { every: { type: 'string', default: '1' } },
  allowPositionals: true,
});
const gold = resolve(positionals[0] ?? join(shared, 'html-gold.jsonl'));
const scorer = [join(dirname(gold), 'score.mjs'), join(shared, 'score.mjs')].find((path) => existsSync(path));

if (!existsSync(gold) || !scorer) {
  console.log(`bench:reading skipped: ${existsSync(gold) ? 'score.mjs' : gold} is missing`);
} else {
  const folder = mkdtempSync(join(tmpdir(), 'triptych-reading-'));
  const [wanted, predicted] = [join(folder, 'gold.jsonl'), join(folder, 'predicted.jsonl')];
  const pages = readFileSync(gold, 'utf8').split('\n').filter(Boolean);
  const some = pages.filter((_, i) => i % Number(values.every) === 0);
  writeFileSync(wanted, `${some.join('\n')}\n`);
  writeFileSync(predicted, await predict(some));
  process.exitCode = spawnSync(process.execPath, [scorer, wanted, predicted], { stdio: 'inherit' }).status ?? 1;
  rmSync(folder, { recursive: true });
}

/** One line a page, with the text of its blocks that are neither furniture nor captions: what the gold text has. */
async function predict(pages: string[]): Promise<string> {
  const lines: string[] = [];
  for (const line of pages) {
    const { page } = JSON.parse(line) as { page: string };
    lines.push(JSON.stringify({ page, text: await mainText(join(dirname(gold), 'html', page)) }));
  }
  return `${lines.join('\n')}\n`;
}

async function mainText(path: string): Promise<string> {
  try {
    const bytes = readFileSync(path);
    const reading = await read(path.endsWith('.gz') ? gunzipSync(bytes) : bytes, { name: 'page.html', sources: [] });
    return proseOf(reading);
  } catch (error) {
    if (!(error instanceof TriptychError)) throw error;
    console.error(`${path}: ${error.code}: ${error.message}`);
    return '';
  }
}

function proseOf({ text, blocks }: Reading): string {
  return blocks
    .filter((block) => block.kind !== 'furniture' && block.kind !== 'caption')
    .map((block) => text.slice(block.start, block.end))
    .join('\n\n');
}
