import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Runs `triptych` with the given arguments to its end. Throws with what it wrote to standard error if it fails. */
export async function runTriptych(...args: string[]): Promise<void> {
  const child = spawn(process.execPath, ['src/bin.mjs', ...args], { cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe'] });
  let written = '';
  child.stderr.on('data', (data) => {
    written += data;
  });
  const code = await new Promise((done) => child.once('close', done));
  if (code !== 0) throw new Error(`triptych ${args.join(' ')} ended with ${code}:\n${written}`);
}

/** Serves a database as a process of its own, on a free port; with a token, editors can sign in. */
export async function startServer(db: string, token?: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const env = { ...process.env, ...(token === undefined ? {} : { TRIPTYCH_TOKEN: token }) };
  const child = spawn(process.execPath, ['src/bin.mjs', 'serve', '--port', '0', '--db', db], { cwd: ROOT, env });
  const ended = new Promise<void>((done) => {
    child.once('close', () => done());
  });
  const url = await new Promise<string>((found, failed) => {
    let written = '';
    const read = (data: Buffer) => {
      written += data;
      const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(written) ?? [];
      if (address) found(address);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('close', () => failed(new Error(`triptych serve ended before it served:\n${written}`)));
  });
  const stop = () => {
    child.kill();
    return ended;
  };
  return { url, stop };
}
