import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Express } from 'express';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Hand, workHere } from '../../../src/adding/hand.ts';
import { Problem } from '../../../src/api/contract.ts';
import { createApp, listen } from '../../../src/api/index.ts';
import { FILE } from '../../../src/api/media.ts';
import { type Operation, toAddress } from '../../../src/api/operation.ts';
import { OPERATIONS } from '../../../src/api/operations/index.ts';
import { sampleOf } from '../../../src/api/sample.ts';
import type { Claim } from '../../../src/claim.ts';
import { parseConfig } from '../../../src/config.ts';
import { correct } from '../../../src/corrections/index.ts';
import { Knowledge } from '../../../src/knowledge.ts';
import { openWorkshop } from '../../../src/workshop.ts';
import { copyBundled } from '../../bundled.ts';
import { openSmallWeb, type SmallWeb } from '../../web-server.ts';

const TOKEN = 'a-token-of-twenty-chars';
/** The corpus is read for the first test that needs it. */
const READING = 240_000;

describe('/api', () => {
  const folder = mkdtempSync(join(tmpdir(), 'triptych-api-'));
  let knowledge: Knowledge;
  let server: { url: string; close: () => Promise<void> };
  let web: SmallWeb;
  const ask = async (address: string, init: RequestInit = {}) => {
    const response = await fetch(server.url + address, init);
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { response, status: response.status, body: isJson && text ? JSON.parse(text) : text };
  };
  const asEditor = { Authorization: `Bearer ${TOKEN}` };
  const send = async (operation: Operation) => {
    const { additions } = (await ask('/api/additions', { headers: asEditor })).body;
    const example = operation.example({ ...sampleOf(knowledge), addition: additions[0]?.id });
    const body = operation.takesFile ? String(example.body) : operation.body && JSON.stringify(example.body);
    const headers = { ...asEditor, 'Content-Type': operation.takesFile ? FILE : 'application/json' };
    const init = { method: operation.method.toUpperCase(), ...(body ? { body } : {}), headers };
    return ask(toAddress(operation, example), init);
  };
  /** All entries of a list, by following its cursors. */
  const walk = async (address: string, entries: string) => {
    const all: { id?: string; name?: string }[] = [];
    let next: string | null = '';
    while (next !== null) {
      const { status, body } = await ask(`${address}&cursor=${next}`);
      expect(status).toBe(200);
      all.push(...body[entries]);
      next = body.next;
    }
    return all;
  };

  beforeAll(async () => {
    const path = join(folder, 'api.db');
    await copyBundled(path);
    const config = parseConfig({ TRIPTYCH_DB: path });
    knowledge = await Knowledge.open(config);
    web = await openSmallWeb(() => {});
    const hand = workHere(async () => ({ ...(await openWorkshop(knowledge, config)), fetcher: web.fetcher() }));
    server = await listen(createApp(knowledge, { token: TOKEN, hand, folder: join(folder, 'documents') }), 0);
  }, READING);
  afterAll(async () => {
    await server.close();
    await web.close();
    await knowledge.close();
    rmSync(folder, { recursive: true });
  });

  describe('is described by an OpenAPI document', () => {
    const validator = new Validator();
    let resolved: ReturnType<Validator['resolveRefs']>;
    beforeAll(async () => {
      const { body } = await ask('/api/openapi.json');
      expect(await validator.validate(body)).toMatchObject({ valid: true });
      resolved = validator.resolveRefs();
    });

    it('that keeps to the rules of a linter', async () => {
      const { body } = await ask('/api/openapi.json');
      const config = await createConfig({ extends: ['recommended-strict'], rules: LINTED_OTHERWISE });
      const found = await lintFromString({ source: JSON.stringify(body), absoluteRef: 'openapi.json', config });
      expect(found.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`)).toEqual([]);
    });

    it('of all operations, each of its own name', () => {
      expect(validator.version).toBe('3.1');
      expect(new Set(OPERATIONS.map(({ id }) => id)).size).toBe(OPERATIONS.length);
      expect(Object.keys(resolved['paths'] as object).sort()).toEqual(
        [...new Set(OPERATIONS.map(({ path }) => path))].sort(),
      );
    });

    it.each(OPERATIONS.map((operation) => [operation.id, operation] as const))(
      'by which %s answers its example',
      async (_, operation) => {
        const { status, body, response } = await send(operation);
        const { status: wanted = 200 } = operation;
        expect({ status, problem: status === wanted ? null : body }).toEqual({ status: wanted, problem: null });
        expect(response.headers.get('content-type')).toMatch(operation.media ?? 'application/json');
        const paths = resolved['paths'] as Record<string, Record<string, { responses: Record<string, unknown> }>>;
        const { content } = paths[operation.path]![operation.method]!.responses[wanted] as {
          content: Record<string, { schema: object }>;
        };
        const check = new Ajv2020({ strict: false }).compile(Object.values(content)[0]!.schema);
        expect(check(body) ? [] : check.errors).toEqual([]);
      },
    );
  });

  it('lists everything once by its cursors', async () => {
    const ids = (list: { id?: string }[]) => list.map(({ id }) => id);
    const claims = await walk('/api/claims?limit=90', 'claims');
    expect(ids(claims)).toEqual(ids([...knowledge.export({})].toSorted(byPlace)));
    const filtered = await walk('/api/claims?limit=7&bloc=us&manner=direct', 'claims');
    expect(ids(filtered)).toEqual(ids([...knowledge.export({ bloc: ['us'], manner: ['direct'] })].toSorted(byPlace)));
    const found = await walk('/api/search?limit=40&query=trust&bloc=china', 'claims');
    expect(found.length).toBe((await ask('/api/search?limit=1&query=trust&bloc=china')).body.total);
    expect(new Set(ids(found)).size).toBe(found.length);
    const documents = await walk('/api/documents?limit=4', 'documents');
    expect(documents.map(({ name }) => name)).toEqual(knowledge.documents().map(({ name }) => name));
    const speakers = await walk('/api/speakers?limit=20', 'speakers');
    expect(ids(speakers).sort()).toEqual(ids([...knowledge.store.dossiers.speakers()]).sort());
    const { document } = sampleOf(knowledge);
    const blocks = await walk(`/api/documents/${encodeURIComponent(document)}/blocks?limit=5`, 'blocks');
    expect(blocks).toHaveLength(knowledge.getDocument(document).blocks.length);
  });

  it('goes on where it was, whatever is written in between', async () => {
    const [list, search] = ['/api/claims?limit=30', '/api/search?limit=30&query=network'];
    const first = (await ask(list)).body;
    const found = (await ask(search)).body;
    const before = (await walk(list, 'claims')).map(({ id }) => id);
    const rest = (await walk(search, 'claims')).map(({ id }) => id).slice(30);
    const gone = [first.claims[3].id, found.claims[29].id, before[40]!];
    for (const id of gone) correct(knowledge, id, { by: 'A test', note: null, reject: true });
    const after = (await ask(`${list}&cursor=${first.next}`)).body;
    expect(after.claims.map(({ id }: Claim) => id)).toEqual(
      before
        .slice(30)
        .filter((id) => !gone.includes(id!))
        .slice(0, 30),
    );
    const more = (await ask(`${search}&cursor=${found.next}`)).body.claims.map(({ id }: Claim) => id);
    expect(more.slice(0, 5)).toEqual(rest.filter((id) => !gone.includes(id!)).slice(0, 5));
    expect(found.claims.map(({ id }: Claim) => id).filter((id: string) => more.includes(id))).toEqual([]);
  });

  it.each([
    ['/api/nothing', 404, 'NOT_FOUND', /no page/],
    ['/api/claims/nothing', 404, 'NOT_FOUND', /no claim "nothing"/],
    ['/api/documents/nothing/blocks', 404, 'NOT_FOUND', /no document/],
    ['/api/search?topics=cloud', 400, 'USAGE', /topics/],
    ['/api/claims?bloc=mars', 400, 'USAGE', /bloc(\.0)? must be one of us, china, europe, other/],
    ['/api/claims?topic=mars', 400, 'USAGE', /no topic "mars"/],
    ['/api/claims?limit=0', 400, 'USAGE', /limit must be 1 at least/],
    ['/api/claims?limit=many', 400, 'USAGE', /limit must be a number/],
    [`/api/search?cursor=${'a'.repeat(3000)}`, 400, 'USAGE', /cursor may be 2000 characters long at most/],
    ['/api/claims?cursor=bm9uZQ', 400, 'USAGE', /not a cursor/],
    ['/api/stats?a=b', 400, 'USAGE', /"a"/],
    ['/api/compare', 400, 'USAGE', /Name a topic/],
    ['/api/verify?quotation=', 400, 'USAGE', /./],
    ['/api/claims/%ff', 400, 'USAGE', /written %25/],
    ['/search.json?from=never', 400, 'USAGE', /from/],
  ])('answers %s with a problem that says what is wrong', async (address, status, code, detail) => {
    const { response, body } = await ask(address);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toMatch('application/problem+json');
    expect(body).toMatchObject({ status, code, detail: expect.stringMatching(detail), title: expect.any(String) });
    expect((await ask('/api')).body).toContain(`id="${body.type.split('#')[1]}"`);
  });

  it('refuses what an address is not for, and says for what it is', async () => {
    const { response, body } = await ask('/api/claims/some', { method: 'DELETE' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS, PATCH']);
    expect(body).toMatchObject({ code: 'WRONG_METHOD' });
    const page = await ask('/search', { method: 'POST', headers: { Accept: 'text/html' } });
    expect([page.response.status, page.response.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
    expect(page.body).toContain('POST is not for this address. Send GET or HEAD.');
    const options = await ask('/verify', { method: 'OPTIONS' });
    expect([options.response.status, options.response.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS, POST']);
    expect((await ask('/nowhere', { method: 'POST' })).response.status).toBe(404);
    expect((await ask('/api/stats', { method: 'HEAD' })).response.status).toBe(200);
  });

  it('takes a quotation of any length: a short one has an address, and what is too long for one is told to people', async () => {
    const verify = (quotation: string) =>
      fetch(`${server.url}/verify`, { method: 'POST', body: new URLSearchParams({ quotation }), redirect: 'manual' });
    const short = await verify('no evidence');
    expect([short.status, short.headers.get('location')]).toEqual([303, '/verify?quotation=no+evidence']);
    const long = await verify('no evidence '.repeat(700));
    expect([long.status, await long.text()]).toEqual([200, expect.stringContaining('Not found')]);
    const { response, body } = await ask(`/search?query=${'evidence+'.repeat(8000)}`);
    expect([response.status, response.headers.get('content-security-policy')]).toEqual([431, expect.any(String)]);
    expect(body).toContain('Go back: what you typed is still there.');
  });

  it('refuses a cursor of another question', async () => {
    const { next } = (await ask('/api/claims?bloc=us&limit=2')).body;
    expect((await ask(`/api/claims?bloc=china&limit=2&cursor=${next}`)).body).toMatchObject({
      status: 400,
      detail: expect.stringMatching(/another question/),
    });
  });

  it(
    'answers whatever is asked of any address, and says what is wrong with it',
    async () => {
      const app = createApp(knowledge, { token: TOKEN, hand: NO_HAND, folder: join(folder, 'hostile') });
      const { url, close } = await listen(app, 0);
      const signing = { method: 'POST', body: new URLSearchParams({ token: TOKEN, name: 'Mia' }) };
      const signed = await fetch(`${url}/sign-in`, { ...signing, redirect: 'manual' });
      const cookie = signed.headers.get('set-cookie')!.split(';')[0]!;
      const field = /name="form" value="([^"]+)"/.exec(
        await (await fetch(`${url}/queue`, { headers: { cookie } })).text(),
      )![1]!;
      const routes = routesOf(app);
      expect(routes.length).toBeGreaterThan(OPERATIONS.length);
      const real = Object.values(sampleOf(knowledge));
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...routes), hostile([...real, field], cookie), async (route, request) => {
          const { address, init } = toRequest(route, request);
          const response = await fetch(url + address, { ...init, redirect: 'manual' });
          const text = await response.text();
          expect(response.status).toBeLessThan(500);
          if (response.status < 400 || route.method === 'HEAD') return;
          if (response.headers.get('content-type')?.includes('problem'))
            expect(Problem.parse(JSON.parse(text)).detail).not.toBe('');
          else expect(text).toContain('<h1');
        }),
        { numRuns: inject('fuzzRuns') * 4 },
      );
      await close();
    },
    READING,
  );

  it('shows people a page where something is wrong with a page', async () => {
    const { response, body } = await ask('/claims/nothing');
    expect([response.status, response.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect(body).toContain('There is no claim');
    const data = await ask('/claims/nothing', { headers: { Accept: 'application/json' } });
    expect(data.body).toMatchObject({ status: 404 });
  });
});

/** Whatever is sent is kept, and none of it read. */
const NO_HAND: Hand = {
  add: async () => ({ status: 'unchanged', document: null, claims: 0, warnings: [], error: null }),
  correct: async () => {},
  close: async () => {},
};

/** Rules of the linter that are not for this interface. */
const LINTED_OTHERWISE = {
  // Records name their keys by `propertyNames`, which the rule does not know.
  'no-required-schema-properties-undefined': 'off',
} as const;

const METHODS = ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'];

/** Every route of an app. */
function routesOf(app: Express): { method: string; path: string }[] {
  return app.router.stack.flatMap(({ route }) => {
    const methods = new Set(route?.stack.map(({ method }) => method?.toUpperCase()));
    return METHODS.filter((one) => methods.has(one)).map((method) => ({ method, path: String(route?.path) }));
  });
}

/** Parameters that any route knows, and one that none does. */
const PARAMETERS = [
  'query, topic, bloc, speaker, document, manner, stance, from, to, limit, offset, cursor, version, claim, start, end',
  'quotation, draft, order, other, facets, by, capacity, polarity, next, form, __proto__',
].flatMap((names) => names.split(', '));

const encode = (text: string) => encodeURIComponent(Buffer.from(text).toString());

/** What may stand in the places of a route's parameters (as in an address), in its query and its body. */
function hostile(real: string[], cookie: string) {
  const strange = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(...real),
    fc.constantFrom("'", '"', '\0', '../..', '\u202e', '\ud800', '1e309', '-1', '99999999999999999999', 'NaN', '[[{'),
    fc.constantFrom('"open', 'speaker:', '-"', 'NEAR(', '*', 'a'.repeat(3000), 'W10', 'eyJ9', '2020-13', '0000'),
  );
  const entry = fc.record({
    by: strange,
    topics: fc.array(strange),
    note: strange,
    quotation: strange,
    draft: strange,
  });
  return fc.record({
    name: fc.oneof(
      { arbitrary: strange.map(encode), weight: 3 },
      fc.constantFrom('%', '%zz', '%c3%28', '%00', '..%2f..', '__proto__'),
    ),
    query: fc.array(fc.tuple(fc.constantFrom(...PARAMETERS), strange), { maxLength: 4 }),
    body: fc.oneof(
      fc.json(),
      strange,
      fc.record({ file: strange, name: strange, form: strange }).map(toUpload),
      entry.map(toForm),
      entry.map((one) => JSON.stringify(one)),
    ),
    type: fc.constantFrom(
      'application/json',
      'application/x-www-form-urlencoded',
      'text/plain',
      'application/json; charset=x',
      `multipart/form-data; boundary=${BOUNDARY}`,
      'multipart/form-data',
    ),
    cookie: fc.constantFrom(cookie, `${cookie}x`, ''),
    token: fc.constantFrom(TOKEN, 'another'),
  });
}

const toForm = (entry: object) =>
  new URLSearchParams(Object.entries(entry).map(([name, value]) => [name, String(value)])).toString();

const BOUNDARY = 'between';

/** A form with a file, as a browser sends it, but for what may not stand in a header. */
function toUpload({ file, name, form }: Record<'file' | 'name' | 'form', string>): string {
  const part = (header: string, value: string) =>
    `--${BOUNDARY}\r\nContent-Disposition: form-data; ${header}\r\n\r\n${value}\r\n`;
  return `${part('name="form"', form)}${part(`name="file"; filename="${name}"`, file)}--${BOUNDARY}--\r\n`;
}

type Hostile = ReturnType<typeof hostile> extends fc.Arbitrary<infer T> ? T : never;

function toRequest(route: { method: string; path: string }, { name, query, body, type, token, cookie }: Hostile) {
  const asked = query.map(([name, value]) => `${name}=${encode(value)}`).join('&');
  const headers = { 'Content-Type': type, Authorization: `Bearer ${token}`, Cookie: cookie };
  const init = { method: route.method, headers, ...(/GET|HEAD/.test(route.method) ? {} : { body }) };
  return { address: `${route.path.replaceAll(/:\w+/g, () => name)}?${asked}`, init };
}

function byPlace(a: Claim, b: Claim): number {
  if (a.document !== b.document) return a.document < b.document ? -1 : 1;
  return a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1);
}
