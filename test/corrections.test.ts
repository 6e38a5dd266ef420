import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp, listen } from '../src/api/index.ts';
import { AuditResponse } from '../src/audit/contract.ts';
import type { Claim } from '../src/claim.ts';
import { parseConfig } from '../src/config.ts';
import type { HistoryEntry } from '../src/corrections/contract.ts';
import { Knowledge } from '../src/knowledge.ts';
import { WhyResponse } from '../src/why/contract.ts';
import { dumpOf } from './dump.ts';
import { linesOf, runHere } from './run.ts';

const CORPUS = fileURLToPath(new URL('../corpus', import.meta.url));
/** In milliseconds: each command opens the models, and takes a moment. */
const MANY_COMMANDS = 300_000;
const TOKEN = 'a-token-of-twenty-chars';
const SPEECH = `Minister Ada Stone said: “The cable is safe from all harm.” She added: “The cloud is a danger to everybody.”`;

let folder: string;
let corpus: string;
let file: string;

/** Runs `triptych` on a database of this folder; fails if it does. */
async function triptych(db: string, ...args: string[]): Promise<{ out: string; err: string }> {
  const settings = { TRIPTYCH_DB: join(folder, db), TRIPTYCH_CORPUS: corpus };
  const { code, out, err } = await runHere(settings, ...args);
  expect({ args, code, err: code === 0 ? '' : err }).toEqual({ args, code: 0, err: '' });
  return { out, err };
}

const claimsOf = async (db: string) => linesOf((await triptych(db, 'export')).out) as unknown as Claim[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'triptych-correct-'));
  corpus = join(folder, 'corpus');
  mkdirSync(corpus);
  for (const name of ['sources', 'speakers', 'blocs', 'topics', 'targets'])
    cpSync(join(CORPUS, `${name}.yaml`), join(corpus, `${name}.yaml`));
  file = join(folder, 'speech.txt');
  writeFileSync(file, SPEECH);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('triptych correct', () => {
  it('sets labels that outlive reading again, changes of the text and other databases', {
    timeout: MANY_COMMANDS,
  }, async () => {
    await triptych('main.db', 'ingest', file);
    const [cable, cloud] = (await claimsOf('main.db')) as [Claim, Claim];
    expect(cable.speaker.name).toBe('Ada Stone');
    const by = ['--by', 'Mia', '--note', 'As the recording has it.'];
    const { out } = await triptych(
      ...(['main.db', 'correct', cable.id, '--speaker', 'Wang Yi', '--topic', 'cloud'] as const),
      ...['--stance', 'opposes', '--stance', 'huawei-5g=supports', ...by],
    );
    expect(out).toMatch(/Mia corrected/);
    expect(out).toMatch(/speaker: Ada Stone \[other\] → Wang Yi \[china\]/);
    await triptych('main.db', 'correct', cloud.id, '--reject', ...by);
    const corrected = {
      id: cable.id,
      speaker: { name: 'Wang Yi' },
      bloc: 'china',
      topics: ['cloud'],
      stance: 'opposes',
      corrected: ['speaker', 'topics', 'stance'],
    };
    expect(await claimsOf('main.db')).toMatchObject([corrected]);

    const [first] = JSON.parse((await triptych('main.db', 'corrections', '--json')).out) as HistoryEntry[];
    expect(first).toMatchObject({ claim: cable.id, by: 'Mia', state: 'in force', present: true });
    await triptych('main.db', 'corrections', '--export');
    const yaml = readFileSync(join(corpus, 'corrections.yaml'), 'utf8');
    expect((await triptych('main.db', 'corrections', '--export', '-')).out).toBe(yaml);

    // A database that reads the file before the document is the same as one that was corrected afterwards.
    expect((await triptych('other.db', 'ingest', file)).err).toContain('2 entries of corrections.yaml');
    expect(dumpOf(join(folder, 'other.db'))).toEqual(dumpOf(join(folder, 'main.db')));

    writeFileSync(file, `An address to the assembly, 5 May 2021\n\n${SPEECH}`);
    await triptych('main.db', 'ingest', file);
    expect(await claimsOf('main.db')).toMatchObject([corrected]);
    await triptych('main.db', 'embed');
    expect(await claimsOf('main.db')).toMatchObject([corrected]);
    expect((await triptych('main.db', 'stats', '--check')).out).toContain('check: ok');

    const undone = await triptych('main.db', 'correct', '--undo', first!.id, '--by', 'Ben');
    expect(undone.out).toMatch(/Ben undid/);
    expect(await claimsOf('main.db')).toMatchObject([{ speaker: { name: 'Ada Stone' }, corrected: [] }]);
    expect((await triptych('main.db', 'corrections', '--claim', cable.id)).out).toMatch(/\[undone\][\s\S]*Ben undid/);
  });

  it.each([
    [['correct', 'x'], 1, /no claim "x"/],
    [['correct'], 2, /Name the claim/],
    [['correct', 'x', '--bloc', 'mars'], 2, /Expected us, china, europe, other/],
    [['correct', 'x', '--stance', 'mars'], 2, /Expected supports/],
    [['correct', 'x', '--undo', 'y'], 2, /name nothing else/],
    [['correct', '--undo', 'y'], 1, /no correction "y"/],
    [['corrections', '--claim', 'x'], 1, /no claim "x"/],
  ])('says what is wrong with %j', async (args, expected, message) => {
    const settings = { TRIPTYCH_DB: join(folder, 'main.db'), TRIPTYCH_CORPUS: corpus };
    const { code, err } = await runHere(settings, ...args);
    expect(code).toBe(expected);
    expect(err).toMatch(message);
  });
});

describe('/api', () => {
  let knowledge: Knowledge;
  let id: string;
  const servers: (() => Promise<void>)[] = [];
  const serve = async (token?: string) => {
    const { url, close } = await listen(createApp(knowledge, { token }), 0);
    servers.push(close);
    return url;
  };
  const send = async (url: string, path: string, body: unknown, token?: string) => {
    const response = await fetch(`${url}${path}`, {
      method: path.endsWith('/undo') ? 'POST' : 'PATCH',
      headers: { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Record<string, never>,
    };
  };

  beforeAll(async () => {
    writeFileSync(join(folder, 'api.txt'), SPEECH);
    const settings = { TRIPTYCH_DB: join(folder, 'api.db'), TRIPTYCH_CORPUS: CORPUS };
    await runHere(settings, 'ingest', join(folder, 'api.txt'));
    knowledge = await Knowledge.open(parseConfig(settings));
    id = [...knowledge.export({})][0]!.id;
  }, 60_000);
  afterAll(async () => {
    for (const close of servers) await close();
    await knowledge.close();
  });

  it('lets nobody write where no token is set, and says so', async () => {
    const url = await serve();
    const { status, headers, body } = await send(url, `/api/claims/${id}`, { by: 'Mia', bloc: 'us' }, TOKEN);
    expect([status, headers.get('content-type')]).toEqual([403, 'application/problem+json; charset=utf-8']);
    expect(body).toMatchObject({ status: 403, detail: expect.stringMatching(/read-only.*TRIPTYCH_TOKEN/) });
    expect(await (await fetch(`${url}/api/claims/${id}/history`)).json()).toEqual({ claim: id, history: [] });
  });

  it.each([undefined, 'a-token-of-twenty-charz', `${TOKEN}x`, 'short'])('refuses the token %s', async (token) => {
    const { status, headers } = await send(await serve(TOKEN), `/api/claims/${id}`, { by: 'Mia', bloc: 'us' }, token);
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(knowledge.store.corrections.list()).toEqual([]);
  });

  it('lets editors correct and undo, and keeps every write in the history', async () => {
    const url = await serve(TOKEN);
    const made = await send(url, `/api/claims/${id}`, { by: 'Mia', speaker: 'wang-yi', reject: true }, TOKEN);
    expect(made).toMatchObject({
      status: 200,
      body: { claim: { speaker: { id: 'wang-yi' }, corrected: ['speaker', 'rejected'] } },
    });
    const search = (await (await fetch(`${url}/search.json?query=cable`)).json()) as { claims: Claim[] };
    expect(search.claims.map((claim) => claim.id)).not.toContain(id);
    const path = `/api/corrections/${made.body['correction']}/undo`;
    expect(await send(url, path, { by: 'Ben', note: 'No.' }, TOKEN)).toMatchObject({
      status: 200,
      body: { claim: { speaker: { name: 'Ada Stone' }, corrected: [] }, history: [{ state: 'undone' }, { by: 'Ben' }] },
    });
    const { history } = (await (await fetch(`${url}/api/claims/${id}/history`)).json()) as { history: HistoryEntry[] };
    expect(history.map(({ by, note }) => [by, note])).toEqual([
      ['Mia', null],
      ['Ben', 'No.'],
    ]);
    expect(await (await fetch(`${url}/api/corrections`)).json()).toMatchObject({ corrections: history });
    expect((await send(url, path, { by: 'Ben' }, TOKEN)).status).toBe(400);
  });

  it('tells why a claim has its labels, and what there is of every bloc', async () => {
    const url = await serve();
    const found = WhyResponse.parse(await (await fetch(`${url}/api/claims/${id}/why`)).json());
    expect(found).toMatchObject({
      speaker: { name: 'Ada Stone', mention: expect.stringContaining('Ada Stone'), rule: expect.any(String) },
      bloc: { bloc: 'other', facts: [] },
      unexplained: null,
    });
    const { claim, labels } = knowledge.getClaim(id, url);
    const given = found.topics!.filter((topic) => topic.given);
    expect(given.map((topic) => topic.id)).toEqual(claim.topics);
    for (const topic of given) {
      const stored = labels.topics.find((other) => other.id === topic.id)!;
      expect(topic.probability).toBeCloseTo(stored.score, 2);
    }
    const target = knowledge.registry.targets[0]!.id;
    const stance = found.stances!.find((reason) => reason.target === target)!;
    expect(stance.stance).toBe(claim.stance);
    expect(stance.confidence).toBeCloseTo(labels.stanceConfidence, 2);
    expect(await (await fetch(`${url}/claims/${id}`)).text()).toContain('Why these labels');
    expect(AuditResponse.parse(await (await fetch(`${url}/api/audit`)).json())).toMatchObject({ documents: 1 });
    expect(await (await fetch(`${url}/audit`)).text()).toContain('Claims of each bloc');
    expect((await fetch(`${url}/api/claims/none/why`)).status).toBe(404);
    const { out } = await triptych('api.db', 'why', id);
    expect(out).toMatch(/Speaker: Ada Stone\n {2}“(Minister )?Ada Stone” \(/);
    expect((await triptych('api.db', 'audit')).out).toMatch(/1 documents, \d+ claims/);
  });

  it.each([
    ['no claim', '/api/claims/none', { by: 'Mia', bloc: 'us' }, 404],
    ['nobody who corrects', '/api/claims/ID', { bloc: 'us' }, 400],
    ['an unknown bloc', '/api/claims/ID', { by: 'Mia', bloc: 'mars' }, 400],
    ['an unknown field', '/api/claims/ID', { by: 'Mia', blocs: 'us' }, 400],
    ['no object', '/api/claims/ID', [], 400],
    ['no JSON', '/api/claims/ID', '{', 400],
    ['no correction', '/api/corrections/none/undo', { by: 'Mia' }, 404],
  ])('says what is wrong with %s', async (_, path, body, expected) => {
    const { status, headers } = await send(await serve(TOKEN), path.replace('ID', id), body, TOKEN);
    expect([status, headers.get('content-type')]).toEqual([expected, 'application/problem+json; charset=utf-8']);
  });
});
