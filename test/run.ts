import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { run } from '../src/cli.ts';

/** The program as npm links it. */
export const BIN = fileURLToPath(new URL('../src/bin.mjs', import.meta.url));

/** What a command left behind. */
export interface Ran {
  code: number | null;
  out: string;
  err: string;
}

/**
 * Runs `triptych` within this process, which has its modules and models at hand: what most tests of commands need. It
 * reads no standard input, and one runs at a time.
 */
export async function runHere(environment: Record<string, string>, ...args: string[]): Promise<Ran> {
  const printed = { out: '', err: '' };
  const catching = (name: keyof typeof printed) =>
    ((chunk: string | Uint8Array) => {
      printed[name] += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
      return true;
    }) as typeof process.stdout.write;
  const kept = { ...process.env };
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(catching('out')),
    vi.spyOn(process.stderr, 'write').mockImplementation(catching('err')),
  ];
  try {
    Object.assign(process.env, environment);
    return { code: await run(args), ...printed };
  } finally {
    for (const spy of spies) spy.mockRestore();
    for (const name of Object.keys(environment)) {
      if (kept[name] === undefined) delete process.env[name];
      else process.env[name] = kept[name];
    }
  }
}

/** Runs `triptych` on a database in a process of its own, to its end. */
export function runWith(database: string, ...args: string[]): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
    encoding: 'utf8',
    env: { ...process.env, TRIPTYCH_DB: database },
    maxBuffer: 1 << 28,
  });
  return { code: status, out: stdout, err: stderr };
}

/** The same, while this process goes on, e.g. to serve what the program asks for; with further settings. */
export async function runBeside(environment: Record<string, string>, ...args: string[]): Promise<Ran> {
  const child = spawn(process.execPath, [BIN, ...args], { env: { ...process.env, ...environment } });
  let [out, err] = ['', ''];
  child.stdout.on('data', (data: Buffer) => {
    out += data.toString();
  });
  child.stderr.on('data', (data: Buffer) => {
    err += data.toString();
  });
  const code = await new Promise<number | null>((ended) => child.once('close', ended));
  return { code, out, err };
}

/** What JSON lines hold. */
export function linesOf(text: string): Record<string, unknown>[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
