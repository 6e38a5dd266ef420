import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The figure in the line of a scorer's output that begins with these words: its F1, or else its first number. */
export function figure(output: string, name: string): number {
  const line = output.split('\n').find((one) => one.startsWith(name)) ?? '';
  const [, found] = /F1\s+([\d.]+)/.exec(line) ?? /^\s*([\d.]+)/.exec(line.slice(name.length)) ?? [];
  return Number(found);
}

/** What the benchmark of this name prints; fails if it does. */
export function bench(name: string, ...options: string[]): string {
  const { stdout, stderr, status } = spawnSync('npm', ['run', '-s', `bench:${name}`, '--', ...options], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}
