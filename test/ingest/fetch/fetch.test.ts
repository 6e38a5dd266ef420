import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPublic as publicOnly } from '../../../ingest/fetch/address.ts';
import { createFetcher } from '../../../ingest/fetch/index.ts';
import { openSmallWeb, type SmallWeb } from '../../web-server.ts';

const PAGE = '<!doctype html><title>A page</title><p>The minister said that the cable is safe.</p>';
const MEGABYTE = 1_000_000;
const BOMB = gzipSync(Buffer.alloc(200 * MEGABYTE), { level: 1 });

let web: SmallWeb;

const send = (response: ServerResponse, headers: Record<string, string>, body: string | Buffer, status = 200) =>
  response.writeHead(status, headers).end(body);

beforeAll(async () => {
  web = await openSmallWeb((request, response) => {
    const [host] = (request.headers.host ?? '').split(':');
    const path = request.url ?? '';
    if (path === '/robots.txt') {
      if (host === 'closed.example')
        send(response, {}, 'User-agent: *\nDisallow: /private\n\nUser-agent: Triptych\nDisallow: /no');
      if (host === 'slow.example') send(response, {}, 'User-agent: *\nCrawl-delay: 7');
      if (host === 'broken.example') send(response, {}, '', 503);
      if (host === 'long.example') send(response, {}, `${'# a remark\n'.repeat(100_000)}User-agent: *\nDisallow: /`);
      if (host === 'maze.example') send(response, { location: '/robots.txt' }, '', 302);
      return;
    }
    if (path === '/page') send(response, { 'content-type': 'text/html', etag: '"1"', 'X-Twice': 'a' }, PAGE);
    if (path === '/gzip') send(response, { 'content-encoding': 'gzip' }, gzipSync(PAGE));
    if (path === '/brotli') send(response, { 'content-encoding': 'br' }, brotliCompressSync(PAGE));
    if (path === '/bomb') send(response, { 'content-encoding': 'gzip' }, BOMB);
    if (path === '/broken-gzip') send(response, { 'content-encoding': 'gzip' }, gzipSync(PAGE).subarray(0, 30));
    if (path === '/declared') send(response, { 'content-length': String(10 * MEGABYTE) }, '');
    if (path === '/known')
      if (request.headers['if-none-match'] === '"1"') send(response, {}, '', 304);
      else send(response, { etag: '"1"' }, PAGE);
    if (path === '/silent') response.statusCode = 200;
    if (path === '/drip') {
      response.writeHead(200);
      const timer = setInterval(() => response.write('x'), 20);
      response.once('close', () => clearInterval(timer));
    }
    if (path === '/loop') send(response, { location: '/loop' }, '', 302);
    if (path.startsWith('/to?')) send(response, { location: decodeURIComponent(path.slice(4)) }, '', 302);
    if (path === '/moved') send(response, { location: `//other.example:${web.port}/page#part` }, '', 301);
    if (path === '/forbidden') send(response, {}, '', 403);
    if (path === '/busy') send(response, { 'retry-after': '120' }, '', 503);
  });
});
afterAll(() => web.close());

const fails = (code: string) => expect.objectContaining({ code });
const get = (host: string, path: string) => web.fetcher().fetch(web.at(host, path));

describe('A fetched address', () => {
  it('comes with its bytes, their hash, the header fields and the time, under a named user agent', async () => {
    const found = await get('paper.example', '/page');
    expect(found).toMatchObject({
      address: web.at('paper.example', '/page'),
      headers: { 'content-type': 'text/html', etag: '"1"', 'x-twice': 'a' },
      hash: createHash('sha256').update(PAGE).digest('hex'),
    });
    expect(Buffer.from(found!.bytes).toString()).toBe(PAGE);
    expect(Math.abs(Date.parse(found!.at) - Date.now())).toBeLessThan(60_000);
    expect(web.asked.at(-1)?.headers['user-agent']).toMatch(/^Triptych\//);
  });

  it.each(['/gzip', '/brotli'])('is stored without the encoding of its transport: %s', async (path) => {
    expect(Buffer.from((await get('paper.example', path))!.bytes).toString()).toBe(PAGE);
  });

  it('is asked for with what the last answer said of itself, and may be the same', async () => {
    const fetcher = web.fetcher();
    const known = await fetcher.fetch(web.at('paper.example', '/known'));
    expect(await fetcher.fetch(web.at('paper.example', '/known'), known)).toBeUndefined();
  });

  it('may lead on to another, whose name it then has', async () => {
    expect((await get('paper.example', '/moved'))?.address).toBe(web.at('other.example', '/page'));
    await expect(get('paper.example', '/loop')).rejects.toThrow(fails('REDIRECTS'));
  });

  it.each([
    ['/bomb', 'TOO_LARGE'],
    ['/declared', 'TOO_LARGE'],
    ['/broken-gzip', 'UNREACHABLE'],
    ['/silent', 'TIMEOUT'],
    ['/drip', 'TIMEOUT'],
    ['/absent', 'HTTP_STATUS'],
    ['/forbidden', 'HTTP_STATUS'],
    ['/busy', 'HTTP_STATUS'],
  ])('that is no document fails by name: %s is %s', async (path, code) => {
    const fetcher = web.fetcher({ bytes: MEGABYTE, time: 500 });
    await expect(fetcher.fetch(web.at('paper.example', path))).rejects.toThrow(fails(code));
  });

  it('without a server fails by name', async () => {
    const network = { resolve: () => Promise.reject(new Error('ENOTFOUND')), isAllowed: () => true };
    await expect(web.fetcher({ network }).fetch('http://nowhere.example/')).rejects.toThrow(fails('UNREACHABLE'));
    await expect(web.fetcher().fetch('http://nowhere.example:1/')).rejects.toThrow(fails('UNREACHABLE'));
  });
});

describe('Politeness', () => {
  it('obeys robots.txt, the group of its own name before that for all', async () => {
    await expect(get('closed.example', '/no')).rejects.toThrow(fails('ROBOTS'));
    expect(await get('closed.example', '/page')).toBeDefined();
    expect(web.asked.map(({ path }) => path)).not.toContain('/no');
  });

  it('takes a failing robots.txt for a no, a missing or endless one for a yes, and of a long one its beginning', async () => {
    await expect(get('broken.example', '/page')).rejects.toThrow(fails('ROBOTS'));
    expect(await get('maze.example', '/page')).toBeDefined();
    expect(await get('long.example', '/page')).toBeDefined();
  });

  it('asks for robots.txt of the host to which a redirect leads', async () => {
    await expect(get('paper.example', `/to?${encodeURIComponent(web.at('closed.example', '/no'))}`)).rejects.toThrow(
      fails('ROBOTS'),
    );
  });

  it('pauses between requests to one host, as long as the host asks, and asks once for its rules', async () => {
    const fetcher = web.fetcher();
    const before = web.asked.length;
    web.pauses.length = 0;
    await Promise.all([1, 2].map(() => fetcher.fetch(web.at('slow.example', '/page'))));
    expect(web.asked.slice(before).map(({ path }) => path)).toEqual(['/robots.txt', '/page', '/page']);
    expect(web.pauses.map((pause) => Math.round(pause / 1000))).toEqual([7, 7]);
  });
});

describe('An address into this machine or a private network', () => {
  /** Hosts, as people and attackers spell them; each leads, or would lead, to a place that is not public. */
  const SPELLINGS = [
    '127.0.0.1',
    '127.0.0.1.',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0x7f.0x0.0x0.0x1',
    '017700000001',
    '0177.0.0.01',
    '127.000.000.001',
    '%31%32%37.0.0.1',
    '①②⑦.⓪.⓪.①',
    '127。0。0。1',
    '0',
    '0.0.0.0',
    '[::1]',
    '[0:0:0:0:0:0:0:1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[64:ff9b:1::7f00:1]',
    '[2002:7f00:1::]',
    '[2001:0:7f00:1::]',
    '[fe80::1]',
    '[fec0::1]',
    '[fd00:ec2::254]',
    '[ff02::1]',
    '169.254.169.254',
    '0xa9fea9fe',
    '100.64.0.1',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.0.1',
    '192.0.0.192',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
  ];

  it.each(SPELLINGS)('is refused however it is spelt: %s', async (host) => {
    const before = web.asked.length;
    await expect(createFetcher().fetch(`http://${host}:${web.port}/page`)).rejects.toThrow(fails('PRIVATE_ADDRESS'));
    expect(web.asked.length).toBe(before);
  });

  it.each(['localhost', 'LOCALHOST', 'localhost.', 'x.localhost'])('is refused by its name: %s', async (host) => {
    const before = web.asked.length;
    const refused = createFetcher().fetch(`http://${host}:${web.port}/page`);
    // Not every machine resolves all of these.
    await expect(refused).rejects.toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^(PRIVATE_ADDRESS|UNREACHABLE)$/) }),
    );
    expect(web.asked.length).toBe(before);
  });

  it.each([
    [['127.0.0.1']],
    [['169.254.169.254']],
    [['::1']],
    [['::ffff:10.0.0.1']],
    [['fe80::1%eth0']],
    [['93.184.215.14', '127.0.0.1']],
    [[]],
  ])('is refused where a name means it: %j', async (addresses) => {
    const before = web.asked.length;
    const resolve = async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    const fetcher = createFetcher({ network: { resolve, isAllowed: publicOnly } });
    await expect(fetcher.fetch(`http://paper.example:${web.port}/page`)).rejects.toThrow(
      fails(addresses.length > 0 ? 'PRIVATE_ADDRESS' : 'UNREACHABLE'),
    );
    expect(web.asked.length).toBe(before);
  });

  it.each([
    'http://127.0.0.2/page',
    'http://[::1]/page',
    '//0x7f.2/page',
    'http://2130706434/',
    'https://169.254.169.254/latest/meta-data/',
  ])('is refused where a redirect leads to it: %s', async (location) => {
    await expect(get('paper.example', `/to?${encodeURIComponent(location)}`)).rejects.toThrow(fails('PRIVATE_ADDRESS'));
  });

  it.each([
    'http://example.org@127.0.0.1/',
    'http://user:secret@paper.example/',
    'http:\\\\user@127.0.0.1\\',
    'file:///etc/passwd',
    'ftp://127.0.0.1/file',
    'gopher://127.0.0.1:70/_GET',
    'javascript:alert(1)',
    'data:text/html,<p>x',
    'http://',
  ])('is no address of a document: %s', async (address) => {
    await expect(web.fetcher().fetch(address)).rejects.toThrow(fails('BAD_ADDRESS'));
    await expect(get('paper.example', `/to?${encodeURIComponent(address)}`)).rejects.toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^(BAD_ADDRESS|PRIVATE_ADDRESS)$/) }),
    );
  });

  it('is refused when the name changes its meaning between the check and the connection', async () => {
    const before = web.asked.length;
    // What is looked up once is what is connected to: the second meaning of the name is never asked for.
    let times = 0;
    const resolve = async () => [{ address: times++ === 0 ? '127.0.0.1' : '10.0.0.1', family: 4 }];
    // The address is let through at the look-up and refused once the connection stands.
    let checks = 0;
    const fetcher = createFetcher({ network: { resolve, isAllowed: () => checks++ === 0 } });
    await expect(fetcher.fetch(`http://paper.example:${web.port}/page`)).rejects.toThrow(fails('PRIVATE_ADDRESS'));
    expect({ times, checks }).toEqual({ times: 1, checks: 2 });
    expect(web.asked.length).toBe(before);
  });
});
