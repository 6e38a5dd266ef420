import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { build } from '../src/cli.ts';
import { Claim, CompareResponse, SearchResponse, VerifyResponse } from '../src/contract.ts';
import { copyBundled } from './bundled.ts';
import { BIN, linesOf, runHere, runWith } from './run.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

let folder: string;
let database: string;

const run = (...args: string[]) => runHere({ TRIPTYCH_DB: database }, ...args);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'triptych-cli-'));
  database = join(folder, 'main.db');
  await copyBundled(database);
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe('triptych', () => {
  it('explains itself, and every command', async () => {
    const help = await run('--help');
    expect(help.code).toBe(0);
    const commands = [...help.out.matchAll(/^ {2}(\w+)/gm)].map((match) => match[1] as string);
    expect(commands).toEqual(
      expect.arrayContaining(['ingest', 'search', 'compare', 'verify', 'export', 'read', 'serve', 'stats']),
    );
    const { code, out, err } = await run('search', '--help');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('--db <file>');
    for (const command of build(() => {}).commands) {
      const pages = command.commands.length > 0 ? command.commands : [command];
      for (const page of pages) expect(page.helpInformation()).toContain('--db <file>');
    }
  });

  it.each([
    [['fly']],
    [['search', '--colour', 'red']],
    [['export', '--format', 'xml']],
    [['search', 'x', '--bloc', 'mars']],
    [['search', 'x', '--topic', 'none']],
    [['verify', '   ']],
  ])('says what is wrong with %j, and exits with 2', async (args) => {
    const { code, out, err } = await run(...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err.length).toBeGreaterThan(10);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('ends with the code that it found, as a process', () => {
    expect(runWith(database, 'fly')).toMatchObject({ code: 2, out: '' });
    expect(runWith(database, 'stats', '--json')).toMatchObject({ code: 0, err: '' });
  });

  it('says how to make a database where there is none', async () => {
    const { code, err } = await run('search', 'cloud', '--db', join(folder, 'none.db'));
    expect(code).toBe(1);
    expect(err).toMatch(/triptych ingest/);
  });
});

describe('triptych search, compare, verify, export', () => {
  it('search answers with claims of the promised shape, best first', async () => {
    const response = JSON.parse((await run('search', 'undersea cables', '--limit', '5', '--json')).out);
    expect(Object.keys(response)).toEqual(['query', 'operators', 'notes', 'total', 'claims']);
    const { claims } = SearchResponse.omit({ facets: true }).parse(response);
    expect(claims).toHaveLength(5);
    const scores = claims.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(claims[0]?.text.toLowerCase()).toMatch(/cable/);
  });

  it('search narrows what it finds by every filter', async () => {
    const all = JSON.parse((await run('search', 'security', '--json')).out).total as number;
    const some = JSON.parse((await run('search', 'security', '--bloc', 'china', '--json')).out) as {
      total: number;
      claims: { bloc: string }[];
    };
    expect(some.total).toBeGreaterThan(0);
    expect(some.total).toBeLessThan(all);
    expect(new Set(some.claims.map(({ bloc }) => bloc))).toEqual(new Set(['china']));
  });

  it('compare has a column for each bloc, counted and honest where it is empty', async () => {
    const response = JSON.parse((await run('compare', 'surveillance', '--json')).out);
    const { columns } = CompareResponse.pick({ columns: true }).parse(response);
    for (const bloc of ['us', 'china', 'europe'] as const) {
      const { claims, counts } = columns[bloc]!;
      expect(claims.every((claim) => claim.bloc === bloc && claim.topics.includes('surveillance'))).toBe(true);
      expect(counts.claims).toBeGreaterThanOrEqual(claims.length);
    }
    const nothing = JSON.parse((await run('compare', 'qqqq', '--json')).out);
    const { documents } = JSON.parse((await run('stats', '--json')).out);
    expect(nothing.columns.europe.claims).toEqual([]);
    expect(nothing.columns.europe.note).toContain(`No claim in ${documents} documents`);
    expect(nothing.columns.other).toBeUndefined();
    expect(JSON.parse((await run('compare', 'surveillance', '--other', '--json')).out).columns.other).toBeDefined();
  });

  it('verify tells a verbatim quotation from an altered and an invented one', async () => {
    const [claim] = linesOf((await run('export', '--manner', 'indirect')).out).filter(
      ({ text }) => (text as string).split(' ').length > 14,
    );
    const text = claim?.text as string;
    const verdict = async (quotation: string) =>
      VerifyResponse.parse(JSON.parse((await run('verify', quotation, '--json')).out));
    expect(await verdict(text)).toMatchObject({ verdict: 'verbatim', matches: [{ text, differences: [] }] });
    const words = text.split(' ');
    const altered = await verdict([...words.slice(0, 7), 'marmalade', ...words.slice(8)].join(' '));
    expect(altered.verdict).toBe('altered');
    expect(altered.matches[0]?.differences.some(({ found }) => found.includes('marmalade'))).toBe(true);
    const invented = await verdict('The bakery on the corner sells marmalade to seven hungry sailors.');
    expect(invented.verdict).toBe('not-found');
  });

  it('search and export print citations, for reference managers and in a style, of pages at any address', async () => {
    const claims = ['--document', 'prague-proposals.pdf', '--base', 'https://claims.example'];
    const apa = (await run('export', ...claims, '--format', 'apa')).out.trim().split('\n');
    expect(apa.length).toBeGreaterThan(5);
    expect(apa[0]).toMatch(/^Triptych\. \(n\.d\.-a\)\. .*https:\/\/claims\.example\/claims\//);
    const found = ['search', 'security', '--limit', '3', '--sort', 'oldest'];
    expect((await run(...found, ...claims, '--format', 'ris')).out.match(/^TY {2}- /gm)).toHaveLength(3);
    const mla = (await run(...found, '--format', 'mla')).out.trim().split('\n');
    expect(mla).toHaveLength(3);
    expect(mla[0]).toMatch(/ Accessed \d+ \w+\.? \d{4}\.$/);
    expect(await run('export', '--base', 'claims.example')).toMatchObject({ code: 2, out: '' });
  });

  it('export prints the same claims as JSON lines and as CSV', async () => {
    const claims = linesOf((await run('export')).out).map((line) => Claim.parse(line));
    expect(claims.length).toBeGreaterThan(100);
    const csv = (await run('export', '--format', 'csv')).out.trim().split('\n');
    expect(csv.length).toBeGreaterThan(claims.length);
    expect(csv[0]).toMatch(/^id,document,version,/);
    const filtered = linesOf((await run('export', '--bloc', 'europe')).out);
    const sides = ({ bloc, jointly }: z.infer<typeof Claim>) => [bloc, ...jointly.map((other) => other.bloc)];
    expect(filtered).toEqual(claims.filter((claim) => sides(claim).includes('europe')));
  });

  it('read previews what is stored, without a database', async () => {
    const files = readdirSync(join(ROOT, 'corpus/documents'))
      .filter((name) => /\.(md|html|pdf)$/.test(name))
      .slice(0, 3);
    const paths = files.map((name) => join(ROOT, 'corpus/documents', name));
    const previews = linesOf(
      (await run('read', ...paths, join(folder, 'missing.txt'), '--json', '--db', '/nonexistent/x.db')).out,
    );
    expect(previews.filter(({ error }) => error)).toHaveLength(1);
    for (const preview of previews.filter(({ error }) => !error))
      expect(preview).toMatchObject({
        text: expect.any(String),
        blocks: expect.any(Array),
        metadata: expect.any(Object),
        warnings: [],
      });
  });

  it('attribute prints who said what in lines of text, and names a line that is no JSON', async () => {
    const file = join(folder, 'articles.jsonl');
    const text = '“The cable is safe,” Minister Ada Stone said.';
    writeFileSync(file, `${JSON.stringify({ id: 7, text })}\n`);
    const [article] = linesOf((await run('attribute', file)).out);
    const attributions = article?.attributions as { source: number[][]; content: number[][] }[];
    expect(article?.id).toBe(7);
    const [start, end] = (attributions[0]?.source[0] ?? []) as [number, number];
    expect(text.slice(start, end)).toBe('Minister Ada Stone');
    writeFileSync(file, 'nonsense\n');
    expect(await run('attribute', file)).toMatchObject({ code: 2, err: expect.stringContaining('line 1') });
  });
});

describe('triptych serve', () => {
  let child: ChildProcess;
  let url: string;
  const get = (path: string) => fetch(url + path);
  beforeAll(async () => {
    child = spawn(process.execPath, [BIN, 'serve', '--port', '0'], { env: { ...process.env, TRIPTYCH_DB: database } });
    url = await addressOf(child);
  });
  afterAll(() => {
    child.kill('SIGTERM');
  });

  it('says so when the port is taken', async () => {
    const blocker = createServer();
    await new Promise<void>((done) => blocker.listen(0, '127.0.0.1', done));
    const { port } = blocker.address() as { port: number };
    const { code, err } = runWith(database, 'serve', '--port', String(port));
    blocker.close();
    expect(code).toBe(1);
    expect(err).toMatch(/is taken.*--port/);
  });

  it('answers on 127.0.0.1 with the same JSON as the command line', async () => {
    const search = JSON.parse((await run('search', 'cloud', '--bloc', 'us', '--json')).out);
    const compare = JSON.parse((await run('compare', 'cloud', '--json')).out);
    expect(await (await get('/search.json?query=cloud&bloc=us')).json()).toEqual(search);
    expect(await (await get('/compare.json?topic=cloud')).json()).toEqual(compare);
  });

  it('says what is wrong with a request, and never fails itself', async () => {
    const bad = await get('/search.json?bloc=mars');
    expect(bad.status).toBe(400);
    expect(bad.headers.get('content-type')).toMatch(/problem\+json/);
    expect(await bad.json()).toMatchObject({ status: 400, detail: expect.stringContaining('bloc') });
    const paths = [
      '/claims/none',
      '/documents/none',
      '/nowhere',
      '/verify.json',
      '/compare.json',
      '/documents/%E0%A4%A',
      '/search?from=soon',
    ];
    const statuses = await Promise.all(paths.map(async (path) => (await get(path)).status));
    expect(statuses).toEqual([404, 404, 404, 400, 400, 400, 400]);
  });

  it('takes any text as a query', async () => {
    const odd = [
      'net-zero',
      '25%',
      "China's",
      'C++',
      'a,',
      '"',
      'speaker:xi',
      '{a b}:x',
      '(((('.repeat(200),
      'NOT',
      'OR AND',
      '*',
      '华为',
      '\u0001',
      '',
    ];
    for (const text of odd) {
      const response = await get(`/search.json?query=${encodeURIComponent(text)}`);
      expect({ text, status: response.status }).toEqual({ text, status: 200 });
    }
  });
});

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let seen = '';
    child.stderr?.on('data', (data: Buffer) => {
      seen += data.toString();
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(seen)?.[0];
      if (url) done(url);
    });
    child.once('exit', () => fail(new Error(`the server ended: ${seen}`)));
  });
}
