import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The program as npm links it. */
export const BIN = fileURLToPath(new URL('../src/bin.mjs', import.meta.url));

/** Runs `triptych` on a database to its end. */
export function runWith(database: string, ...args: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
    encoding: 'utf8',
    env: { ...process.env, TRIPTYCH_DB: database },
    maxBuffer: 1 << 28,
  });
  return { code: status, out: stdout, err: stderr };
}

/** The same, while this process goes on, e.g. to serve what the program asks for; with further settings. */
export async function runBeside(
  environment: Record<string, string>,
  ...args: string[]
): Promise<{ code: number | null; out: string; err: string }> {
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
