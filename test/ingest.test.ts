import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyBundled } from './bundled.ts';
import { BIN, linesOf, runHere } from './run.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

let folder: string;
let database: string;
const run = (...args: string[]) => runHere({ TRIPTYCH_DB: database }, ...args);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'triptych-ingest-'));
  database = join(folder, 'main.db');
  await copyBundled(database);
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe('triptych ingest', () => {
  it('does nothing the second time', async () => {
    const before = (await run('export')).out;
    const bytes = readFileSync(database);
    const { code, err, out } = await run('ingest', join(ROOT, 'corpus/documents'));
    expect(code).toBe(0);
    expect(out).toBe('');
    expect(err).toMatch(/0 read, \d+ unchanged, 0 failed/);
    expect((await run('export')).out).toBe(before);
    expect(readFileSync(database).equals(bytes)).toBe(true);
  });

  it('names each bad input with its reason, takes the rest, and exits with 1', async () => {
    const bad = join(folder, 'bad');
    mkdirSync(join(bad, 'empty folder'), { recursive: true });
    writeFileSync(join(bad, 'empty.txt'), '');
    writeFileSync(join(bad, 'binary.txt'), 'Some text with a \0 in it.');
    writeFileSync(
      join(bad, 'page.pdf'),
      '<!doctype html><title>A page</title><p>The minister said that the cable is safe.</p>',
    );
    writeFileSync(join(bad, 'good.txt'), 'Minister Ada Stone said: “The cable is safe from all harm.”');
    await writePdf(join(bad, 'encrypted.pdf'), { userPassword: 'secret' }, (pdf) => pdf.text('The cable is safe.'));
    await writePdf(join(bad, 'scanned.pdf'), {}, (pdf) => pdf.rect(10, 10, 50, 50).fill('black'));
    const db = join(folder, 'bad.db');
    const { code, err, out } = await run(
      'ingest',
      bad,
      join(bad, 'empty folder'),
      join(bad, 'missing.txt'),
      '--db',
      db,
      '--json',
    );
    expect(code).toBe(1);
    expect(err).not.toMatch(/\n\s+at /);
    const outcomes = new Map(linesOf(out).map((line) => [(line.file as string).split('/').at(-1), line]));
    const codeOf = (name: string) => (outcomes.get(name)?.error as { code: string } | undefined)?.code;
    expect(codeOf('empty.txt')).toBe('EMPTY');
    expect(codeOf('binary.txt')).toBe('WRONG_TYPE');
    expect(codeOf('page.pdf')).toBe('WRONG_TYPE');
    expect(codeOf('encrypted.pdf')).toBe('ENCRYPTED');
    expect(codeOf('scanned.pdf')).toBe('NO_TEXT_LAYER');
    expect(codeOf('empty folder')).toBe('NOTHING_TO_READ');
    expect(codeOf('missing.txt')).toBe('MISSING');
    expect(outcomes.get('good.txt')).toMatchObject({ status: 'added', claims: 1 });
    expect(linesOf((await run('export', '--db', db)).out)).toHaveLength(1);
  });

  it('takes files and addresses from a list, and fetches nothing from this machine', async () => {
    const list = join(folder, 'list.txt');
    const file = join(folder, 'listed.txt');
    writeFileSync(file, 'Minister Ada Stone said: “The cable is safe from all harm.”');
    writeFileSync(list, `# what to read\n${file}\n\nhttp://localhost:1/page\nhttp://0x7f.1/\n`);
    const { code, out } = await run('ingest', '--list', list, '--db', join(folder, 'list.db'), '--json');
    expect(code).toBe(1);
    expect(linesOf(out).map(({ status, error }) => (error as { code: string } | undefined)?.code ?? status)).toEqual([
      'added',
      'PRIVATE_ADDRESS',
      'PRIVATE_ADDRESS',
    ]);
    expect(await run('ingest')).toMatchObject({ code: 2, err: expect.stringContaining('--list') });
    expect(await run('snapshot', 'listed.txt', '--db', join(folder, 'list.db'))).toMatchObject({ code: 1, out: '' });
    expect(await run('refresh', '--db', join(folder, 'list.db'))).toMatchObject({ code: 0, out: '' });
  });

  it('makes a new version of a file that changed, and remembers one that was moved', async () => {
    const db = join(folder, 'versions.db');
    const file = join(folder, 'changing.txt');
    writeFileSync(file, 'Minister Ada Stone said: “The cable is safe from all harm.”');
    await run('ingest', file, '--db', db);
    writeFileSync(file, 'Minister Ada Stone said: “The cable was never safe from harm.”');
    expect((await run('ingest', file, '--db', db)).err).toMatch(/new version/);
    expect(linesOf((await run('export', '--db', db)).out).map(({ text }) => text)).toEqual([
      'The cable was never safe from harm.',
    ]);
    const moved = join(folder, 'moved.txt');
    renameSync(file, moved);
    expect((await run('ingest', moved, '--db', db)).err).toMatch(/1 unchanged/);
    expect(JSON.parse((await run('stats', '--db', db, '--json')).out)).toMatchObject({ documents: 1, versions: 2 });
    expect(await run('stats', '--check', '--db', db)).toMatchObject({ code: 0 });
  });

  it('takes metadata from a sidecar, and from flags before it', async () => {
    const db = join(folder, 'sidecar.db');
    const file = join(folder, 'speech.txt');
    writeFileSync(file, 'Minister Ada Stone said: “The cable is safe from all harm.”');
    writeFileSync(join(folder, 'speech.meta.yaml'), 'title: A speech\ndate: 2020-09-08\n');
    await run('ingest', file, '--db', db, '--title', 'The speech');
    expect(linesOf((await run('export', '--db', db)).out)[0]).toMatchObject({
      title: 'The speech',
      date: '2020-09-08',
    });
    writeFileSync(join(folder, 'speech.meta.yaml'), 'titel: A speech\n');
    expect(await run('ingest', file, '--db', db)).toMatchObject({ code: 1, err: expect.stringContaining('titel') });
  });

  it('leaves the same claims as an undisturbed run when it is killed six times on the way', async () => {
    const documents = join(folder, 'many');
    mkdirSync(documents);
    for (let i = 0; i < 12; i++)
      writeFileSync(
        join(documents, `${String(i).padStart(2, '0')}.txt`),
        Array.from(
          { length: 3 },
          (_, j) => `Minister Ada Stone said that cable ${i * 3 + j} is safe from all harm.`,
        ).join('\n\n'),
      );
    const [whole, killed] = [join(folder, 'whole.db'), join(folder, 'killed.db')];
    const service = await EmbeddingService.start();
    const settings = { TRIPTYCH_EMBEDDINGS: 'ollama:m', TRIPTYCH_EMBEDDINGS_URL: service.url };
    const run = (...args: string[]) => runHere(settings, ...args);
    const ingestAndKill = (documents: string, db: string, after?: number) =>
      ingestFor(settings, [documents, '--db', db], after);
    const began = Date.now();
    await ingestAndKill(documents, whole);
    const whileItRuns = Date.now() - began;
    for (let i = 0; i < 6; i++) await ingestAndKill(documents, killed, Math.random() * whileItRuns);
    expect((await run('ingest', documents, '--db', killed)).code).toBe(0);
    expect((await run('export', '--db', killed)).out).toBe((await run('export', '--db', whole)).out);
    expect(linesOf((await run('export', '--db', whole)).out).length).toBeGreaterThanOrEqual(36);
    expect(await run('stats', '--check', '--db', killed)).toMatchObject({ code: 0 });
    service.close();
  }, 120_000);
});

/** Ends the process after so many milliseconds, if it still runs. */
async function ingestFor(settings: Record<string, string>, args: string[], after = 60_000): Promise<void> {
  const env = { ...process.env, ...settings };
  const child = spawn(process.execPath, [BIN, 'ingest', ...args], { stdio: 'ignore', env });
  const ended = new Promise((done) => child.once('exit', done));
  const timer = setTimeout(() => child.kill('SIGKILL'), after);
  await ended;
  clearTimeout(timer);
}

/** Speaks the protocol of Ollama: a process that asks it is ready in a third of the time that the built-in model takes to load. */
class EmbeddingService {
  readonly url: string;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async start(): Promise<EmbeddingService> {
    const server = createServer(async (request, response) => {
      const { model, input } = (await json(request)) as { model: string; input: string[] };
      const embeddings = input.map((text) => Array.from({ length: 8 }, (_, i) => 1 + (text.length % (i + 2))));
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ model, embeddings }));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return new EmbeddingService(server);
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

function writePdf(
  path: string,
  options: PDFKit.PDFDocumentOptions,
  draw: (pdf: PDFKit.PDFDocument) => void,
): Promise<void> {
  return new Promise((done) => {
    const pdf = new PDFDocument(options);
    pdf.pipe(createWriteStream(path)).on('finish', () => done());
    draw(pdf);
    pdf.end();
  });
}
