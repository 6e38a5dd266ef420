import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where the benchmark data lies, beside the project; it is not part of it. */
export const SHARED = fileURLToPath(new URL('../../shared', import.meta.url));

/** The path, or an end of the process with a message: a benchmark without data is passed over, not failed. */
export function requireData(path: string): string {
  if (existsSync(path)) return path;
  process.stderr.write(`passed over: ${path} is missing (benchmark data is not part of the project)\n`);
  process.exit(0);
}

/** Runs a scorer of the benchmark data and prints its figures. */
export function score(scorer: string, ...args: string[]): void {
  const { stdout, stderr, status } = spawnSync(process.execPath, [requireData(scorer), ...args], { encoding: 'utf8' });
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  if (status !== 0) process.exitCode = 1;
}
