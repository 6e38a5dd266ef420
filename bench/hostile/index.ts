/**
 * Hostile PDFs, as a user would meet them: `npm run -s bench:hostile -- [--seed N] [--mutations N] [--keep FOLDER]`. Makes one
 * of each kind and mutates bundled ones, puts good documents between them, and has `triptych ingest` read the folder. Prints
 * what became of each kind, the longest time that one took, and the most memory that the process had; fails where the process
 * crashes, takes more than a gigabyte, or a failure has no name.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Report } from '../../src/report.ts';
import { Random } from '../scale/random.ts';
import { hostilePdfs } from './pdfs.ts';

const BIN = fileURLToPath(new URL('../../src/bin.mjs', import.meta.url));
const BUNDLED = fileURLToPath(new URL('../../corpus/documents/', import.meta.url));
/** Megabytes (10⁶ bytes) beyond which the process may never be. */
const MOST = 1000;
/** Every so many hostile files one good one. */
const GOOD_EVERY = 10;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    mutations: { type: 'string', default: '20' },
    keep: { type: 'string' },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'triptych-hostile-'));
try {
  const files = values.keep ?? join(folder, 'files');
  const kinds = write(files);
  const report = join(folder, 'report.json');
  const { code, megabytes } = await ingest(files, join(folder, 'hostile.db'), report);
  const { outcomes, seconds } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  print(outcomes, kinds);
  const internal = outcomes.filter(({ error }) => error?.code === 'INTERNAL');
  for (const { file, error } of internal)
    console.log(`${basename(file)} (${kinds.get(basename(file))}): ${error?.message}`);
  console.log(`${outcomes.length} files in ${seconds} s, ${megabytes} MB at most, exit ${code}`);
  if (megabytes > MOST || internal.length > 0 || outcomes.length !== readdirSync(files).length) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}

/** The kind of each file by its name; good ones have none. */
function write(files: string): Map<string, string> {
  mkdirSync(files, { recursive: true });
  const paths = readdirSync(BUNDLED).map((name) => join(BUNDLED, name));
  const pdfs = paths.filter((path) => path.endsWith('.pdf')).sort((a, b) => statSync(a).size - statSync(b).size);
  const pages = paths.filter((path) => path.endsWith('.md') || path.endsWith('.html'));
  const good = pdfs.slice(0, 6).map((path) => readFileSync(path));
  const kinds = new Map<string, string>();
  let number = 0;
  for (const { kind, bytes } of hostilePdfs(new Random(Number(values.seed)), good, Number(values.mutations))) {
    const name = `${String(number).padStart(4, '0')}.pdf`;
    writeFileSync(join(files, name), bytes);
    kinds.set(name, kind);
    const page = pages[(number / GOOD_EVERY) % pages.length];
    if (number % GOOD_EVERY === 0 && page)
      writeFileSync(join(files, `${String(number).padStart(4, '0')}-${basename(page)}`), readFileSync(page));
    number++;
  }
  return kinds;
}

/** Runs the command, and looks at the most memory that Linux saw it have. */
async function ingest(
  files: string,
  database: string,
  report: string,
): Promise<{ code: number | null; megabytes: number }> {
  const child = spawn(process.execPath, [BIN, 'ingest', files, '--db', database, '--report', report], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let kilobytes = 0;
  const watch = setInterval(() => {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    kilobytes = Math.max(kilobytes, Number(/VmHWM:\s*(\d+)/.exec(status)?.[1] ?? 0));
  }, 20);
  child.once('exit', () => clearInterval(watch));
  const code = await new Promise<number | null>((done) => child.once('close', done));
  return { code, megabytes: Math.round((kilobytes * 1024) / 1e6) };
}

function print(outcomes: Report['outcomes'], kinds: ReadonlyMap<string, string>): void {
  const rows = new Map<string, Map<string, number>>();
  for (const { file, status, error } of outcomes) {
    const row = rows.get(kinds.get(basename(file)) ?? 'good') ?? new Map<string, number>();
    rows.set(kinds.get(basename(file)) ?? 'good', row);
    const became = error?.code ?? status;
    row.set(became, (row.get(became) ?? 0) + 1);
  }
  for (const [kind, row] of rows)
    console.log(`${kind.padEnd(44)}${[...row].map(([became, count]) => `${count} ${became}`).join(', ')}`);
}
