import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp, listen } from '../../src/api/index.ts';
import { Sessions } from '../../src/api/session.ts';
import { parseConfig } from '../../src/config.ts';
import { Knowledge } from '../../src/knowledge.ts';
import { documentOf } from '../corrections.ts';

const TOKEN = 'token-of-the-editors';

let knowledge: Knowledge;
let site: Awaited<ReturnType<typeof listen>>;
let closed: Awaited<ReturnType<typeof listen>>;

beforeAll(async () => {
  knowledge = await Knowledge.open(parseConfig({ TRIPTYCH_DB: ':memory:' }));
  const { claims, ...document } = documentOf('The cable is safe. The cloud is not. Rules are rules. All is well.');
  const vectors = claims.map((_, i) => new Float32Array(512).fill(0).with(i, 1));
  const confidences = [0.9, 0.3, 0.5, 0.7];
  const stances = [{ target: knowledge.registry.targets[0]!.id, stance: 'opposes', confidence: 0.7 } as const];
  const saved = claims.map((claim, i) => ({
    ...claim,
    stances: [...stances],
    vector: vectors[i]!,
    confidence: confidences[i]!,
  }));
  knowledge.store.save({ ...document, claims: saved, registry: knowledge.registry });
  site = await listen(createApp(knowledge, { token: TOKEN }), 0);
  closed = await listen(createApp(knowledge), 0);
});
afterAll(async () => {
  await site.close();
  await closed.close();
  await knowledge.close();
});

type Fields = Record<string, string> | [string, string][];

async function post(path: string, fields: Fields, headers: Record<string, string> = {}) {
  const body = new URLSearchParams(fields);
  const response = await fetch(site.url + path, { method: 'POST', body, headers, redirect: 'manual' });
  const { status } = response;
  return {
    status,
    to: response.headers.get('location'),
    cookie: response.headers.get('set-cookie'),
    text: await response.text(),
  };
}

async function page(path: string, cookie = '') {
  return load(await (await fetch(site.url + path, { headers: { Cookie: cookie } })).text());
}

/** The cookie of somebody who signs in, and what their forms must carry. */
async function signIn(name = 'Mia Field') {
  const { cookie } = await post('/sign-in', { token: TOKEN, name });
  const [pair] = cookie!.split(';');
  const $ = await page('/queue', pair);
  return { cookie: pair!, form: $('input[name=form]').first().attr('value')! };
}

/** Identifiers of the claims that no person has looked at. */
function queue(): string[] {
  return knowledge.store.claims([...knowledge.store.leastConfident()]).map(({ id }) => id);
}

describe('Without a token', () => {
  it('nobody can sign in or write, and no page offers it', async () => {
    const get = async (path: string) => fetch(closed.url + path);
    expect((await get('/sign-in')).status).toBe(403);
    for (const path of ['/queue', '/corrections', '/'])
      expect(await (await get(path)).text(), path).not.toMatch(/sign-in|<form (?!action="\/verify")[^>]*method="post"/);
    const [id] = queue();
    const sent = await fetch(`${closed.url}/claims/${id}/corrections`, { method: 'POST', body: new URLSearchParams() });
    expect(sent.status).toBe(403);
    expect(await sent.text()).toContain('TRIPTYCH_TOKEN');
  });
});

describe('Signing in', () => {
  it('takes the token alone, and keeps it in no cookie', async () => {
    const wrong = await post('/sign-in', { token: `${TOKEN}!`, name: 'Mia' });
    expect([wrong.status, wrong.cookie]).toEqual([401, null]);
    expect((await post('/sign-in', { token: TOKEN, name: ' ' })).status).toBe(400);
    const { status, to, cookie } = await post('/sign-in', { token: TOKEN, name: 'Mia' });
    expect([status, to]).toEqual([303, '/queue']);
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
    expect(Buffer.from(cookie!.split(/[=.]/)[1]!, 'base64url').toString() + cookie).not.toContain(TOKEN);
  });

  it('ends after a while, with another token, and where a cookie is changed', () => {
    const open = new Sessions(TOKEN);
    let cookie = '';
    const response = { cookie: (name: string, value: string) => (cookie = `${name}=${value}`) };
    const asking = (value: string) => ({ get: () => value }) as unknown as Parameters<Sessions['viewerOf']>[0];
    open.signIn(response as unknown as Parameters<Sessions['signIn']>[0], TOKEN, 'Mia', 0);
    expect(open.viewerOf(asking(`other=1; ${cookie}`), 1000).editor?.name).toBe('Mia');
    expect(open.viewerOf(asking(cookie), 13 * 3_600_000).editor).toBeNull();
    expect(new Sessions(`${TOKEN}2`).viewerOf(asking(cookie), 1000).editor).toBeNull();
    for (const changed of [cookie.replace('=', '=a'), `${cookie}a`, 'triptych_editor=', 'triptych_editor=.', ''])
      expect(open.viewerOf(asking(changed), 1000).editor, changed).toBeNull();
  });
});

describe('The forms of an editor', () => {
  it('are taken with their session and their own field alone', async () => {
    const [id] = queue();
    const { cookie, form } = await signIn();
    const path = `/claims/${id}/corrections`;
    const fields = { form, action: 'confirm', seen: '' };
    expect((await post(path, fields)).status).toBe(401);
    expect((await post(path, { ...fields, form: '' }, { Cookie: cookie })).status).toBe(401);
    expect((await post(path, { ...fields, form: (await signIn('Ben')).form }, { Cookie: cookie })).status).toBe(401);
    expect((await post(path, fields, { Cookie: cookie, 'Sec-Fetch-Site': 'same-site' })).status).toBe(401);
    expect(knowledge.store.corrections.list()).toEqual([]);
  });

  it('set what differs, say so where nothing does, and do not undo what another did', async () => {
    const [id] = queue();
    const { cookie, form } = await signIn();
    const $ = await page(`/claims/${id}`, cookie);
    const shown = $('.correct-form')
      .serializeArray()
      .map(({ name, value }): [string, string] => [name, value]);
    const path = `/claims/${id}/corrections`;
    const save: [string, string] = ['action', 'save'];
    const same = await post(path, [...shown, save], { Cookie: cookie });
    expect([same.status, same.text]).toEqual([400, expect.stringContaining('Nothing in the form differs')]);
    const moved = await post(path, [...shown, save, ['topic', 'privacy']], { Cookie: cookie });
    expect([moved.status, moved.to]).toEqual([400, null]);
    const other = [...shown.filter(([name]) => name !== 'stance'), save, ['stance', 'supports']] as [string, string][];
    expect(await post(path, other, { Cookie: cookie })).toMatchObject({ status: 303, to: `/claims/${id}#history` });
    const [entry] = knowledge.store.corrections.list(id);
    expect(entry).toMatchObject({ by: 'Mia Field', before: { stances: { 'clean-network': 'opposes' } }, undoes: null });
    expect(Object.keys(entry!.after)).toEqual(['stances']);
    const late = await post(path, other, { Cookie: cookie });
    expect([late.status, late.text]).toEqual([400, expect.stringContaining('Somebody has corrected this claim since')]);
    expect((await page('/corrections')).text()).toContain('Mia Field corrected');
    const undone = await post(`/corrections/${entry!.id}/undo`, { form }, { Cookie: cookie });
    expect(undone.status).toBe(303);
    expect(knowledge.store.corrections.list(id)).toHaveLength(2);
  });

  it('take a claim that was looked at out of the queue, whatever was found', async () => {
    const before = queue();
    const { cookie, form } = await signIn();
    const send = (id: string, action: string, seen: string) =>
      post(`/claims/${id}/corrections`, { form, action, seen, queue: '0' }, { Cookie: cookie });
    const seen = knowledge.store.corrections.list(before[0]).at(-1)!.id;
    expect(await send(before[0]!, 'confirm', seen)).toMatchObject({ status: 303, to: '/queue?offset=0' });
    expect(await send(before[1]!, 'reject', '')).toMatchObject({ status: 303 });
    expect(queue()).toEqual(before.slice(2));
    const $ = await page(`/claims/${before[0]}`);
    expect($('.history > li').last().text()).toContain('confirmed');
    expect((await page('/queue?offset=99'))('.queue-claim a').attr('href')).toBe(`/claims/${before.at(-1)}`);
  });
});
