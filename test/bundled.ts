import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * Puts a database of the bundled corpus at `path`. The corpus is read once in a test run, by whichever file needs it
 * first, since that takes longer than any test; each caller has a copy of its own.
 */
export async function copyBundled(path: string): Promise<void> {
  const folder = inject('folder');
  const [done, failed] = [join(folder, 'bundled.db'), join(folder, 'failed')];
  if (isFirst(join(folder, 'lock'))) {
    const fresh = join(folder, 'reading.db');
    const { code, errors } = await run('ingest', join(ROOT, 'corpus/documents'), '--db', fresh);
    if (code === 0) renameSync(fresh, done);
    else writeFileSync(failed, errors);
  }
  while (!existsSync(done)) {
    if (existsSync(failed)) throw new Error(`The bundled corpus could not be read:\n${readFileSync(failed, 'utf8')}`);
    await sleep(100);
  }
  copyFileSync(done, path);
}

function isFirst(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    return false;
  }
}

async function run(...args: string[]): Promise<{ code: number; errors: string }> {
  const child = spawn(process.execPath, [join(ROOT, 'src/bin.mjs'), ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (data: Buffer) => {
    errors += data.toString();
  });
  const code = await new Promise<number>((ended) => child.once('close', (code) => ended(code ?? 1)));
  return { code, errors };
}
