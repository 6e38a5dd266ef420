import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp, listen } from '../src/api/index.ts';
import { parseConfig } from '../src/config.ts';
import { DraftResponse, VerifyResponse } from '../src/contract.ts';
import { quotationsOf, toReading } from '../src/draft.ts';
import { Knowledge } from '../src/knowledge.ts';
import { BIN, runHere } from './run.ts';

const CRANES = 'The northern cranes are safe and will be inspected twice a year';
const PORT = 'Nobody has ever closed a port for so long without a good reason';
const ARTICLE = `Ministers quarrel over the harbour

The ministers met on Tuesday in the old customs house and did not agree on much. “${CRANES},” Tomasz Wrona, the minister of transport, said after the meeting.

“${PORT},” Adaeze Obi, the head of the port authority, told reporters in the evening.

Marta Vidal said that no country and no company has ever shown evidence of a threat from the products of Orbis Cable.
`;
const INVENTED = 'Seven hungry sailors bought marmalade from the bakery on the corner';
/** An article about two quotations of the one above, one of them with a negation put in and a wrong speaker, and an invented one. */
const DRAFT = `# Who said what about the harbour

The quarrel over the harbour goes on, and both sides repeat themselves. “${CRANES},” Tomasz Wrona said on Monday.

Wrona also said: “${PORT.replace('has ever', 'has not ever')}.”

“${INVENTED},” a sailor said when he was asked about it.
`;

let folder: string;
let database: string;
let knowledge: Knowledge;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'triptych-draft-'));
  database = join(folder, 'triptych.db');
  writeFileSync(join(folder, 'article.txt'), ARTICLE);
  expect(await runHere({ TRIPTYCH_DB: database }, 'ingest', join(folder, 'article.txt'))).toMatchObject({ code: 0 });
  knowledge = await Knowledge.open(parseConfig({ TRIPTYCH_DB: database }));
}, 120_000);
afterAll(async () => {
  await knowledge.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('The quotations of a text', () => {
  const of = async (text: string) =>
    (await quotationsOf(toReading(text), knowledge.registry)).map(({ start, end, speaker }) => [
      text.slice(start, end),
      speaker,
    ]);

  it('are what stands between marks of any kind, with the speaker that the text names', async () => {
    expect(await of(ARTICLE.replace(/“([^”]*)” Adaeze/, '«$1» Adaeze'))).toEqual([
      [`${CRANES},`, 'Tomasz Wrona'],
      [`${PORT},`, 'Adaeze Obi'],
    ]);
  });

  it('are none where a word is only held at a distance', async () => {
    expect(await of('The “clean” harbour was dirty.')).toEqual([]);
    expect(await of('There is nothing to check.')).toEqual([]);
  });
});

describe('A draft', () => {
  it('has every quotation checked, with the speaker that it names', async () => {
    const file = join(folder, 'draft.md');
    writeFileSync(file, DRAFT);
    const { code, out } = await runHere({ TRIPTYCH_DB: database }, 'verify', '--draft', file, '--json');
    expect(code).toBe(0);
    const response = DraftResponse.parse(JSON.parse(out));
    expect(response.title).toBe('Who said what about the harbour');
    const [right, altered, invented] = response.quotations;
    expect(right).toMatchObject({ speaker: 'Tomasz Wrona', check: { verdict: 'verbatim', attribution: 'confirmed' } });
    expect(altered!.speaker).toMatch(/Wrona/);
    expect(altered!.check).toMatchObject({ verdict: 'altered', attribution: 'different-speaker' });
    expect(altered!.check.matches[0]!.differences).toMatchObject([{ kind: 'negation', serious: true, found: 'not' }]);
    expect(invented!.check.verdict).toBe('not-found');
    expect(response).toMatchObject({ serious: 1, misattributed: 1 });
    for (const { start, end, check } of response.quotations) {
      expect(response.text.slice(start, end)).toBe(check.quotation);
      for (const { version } of check.matches) expect(version).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  it.each([
    ['Tomasz Wrona denied that “{}”.', 'denied'],
    ['Tomasz Wrona never said: “{}”.', 'unsaid'],
    ['Tomasz Wrona did not say that “{}”.', 'unsaid'],
  ] as const)('is told where it wrongly says that somebody did not say it: %s', async (sentence, polarity) => {
    const file = join(folder, 'denial.md');
    writeFileSync(file, sentence.replace('{}', CRANES));
    const { out } = await runHere({ TRIPTYCH_DB: database }, 'verify', '--draft', file, '--json');
    const response = DraftResponse.parse(JSON.parse(out));
    expect(response.quotations).toMatchObject([
      { speaker: 'Tomasz Wrona', polarity, check: { attribution: 'confirmed' } },
    ]);
    expect(response.misattributed).toBe(1);
    const { out: told } = await runHere({ TRIPTYCH_DB: database }, 'verify', '--draft', file);
    expect(told).toContain(
      polarity === 'denied' ? 'Tomasz Wrona is said to deny it' : 'Tomasz Wrona is said not to have said it',
    );
  });

  it('may come from standard input, and is told to people with its sums', () => {
    const { stdout, status } = spawnSync(process.execPath, [BIN, 'verify', '--draft', '-'], {
      input: DRAFT,
      encoding: 'utf8',
      env: { ...process.env, TRIPTYCH_DB: database },
    });
    expect(status).toBe(0);
    expect(stdout).toContain('3 quotations (1 verbatim, 1 altered, 1 not-found)');
    expect(stdout).toContain('negation (SERIOUS): the document has "", the quotation "not"');
  });

  it('is refused with a reason where there is none, or a quotation besides', async () => {
    expect(await runHere({ TRIPTYCH_DB: database }, 'verify')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--draft FILE'),
    });
    expect(await runHere({ TRIPTYCH_DB: database }, 'verify', 'words', '--draft', 'x')).toMatchObject({ code: 2 });
    expect(await runHere({ TRIPTYCH_DB: database }, 'verify', '--draft', join(folder, 'none.md'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('cannot be read'),
    });
  });
});

describe('Over HTTP', () => {
  it('a draft is checked as data and as a page, and a paragraph shows the quotations in it', async () => {
    const server = await listen(createApp(knowledge), 0);
    try {
      const asJson = await fetch(`${server.url}/verify.json`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ draft: DRAFT }),
      });
      expect(DraftResponse.parse(await asJson.json()).quotations).toHaveLength(3);
      const page = await fetch(`${server.url}/verify`, { method: 'POST', body: new URLSearchParams({ draft: DRAFT }) });
      expect(await page.text()).toContain('3 quotations');
      const body = new URLSearchParams({ draft: DRAFT, as: 'file' });
      const file = await fetch(`${server.url}/verify`, { method: 'POST', body });
      expect(file.headers.get('content-disposition')).toBe('attachment; filename=report.html');
      const saved = await file.text();
      expect(saved).toContain(`<a href="${server.url}/about"`);
      expect(saved).toContain('<style>');
      const paragraph = `Marmalade was late. “${CRANES},” said Tomasz Wrona, and sailors cheered in a town that nobody knows, where bakers sing.`;
      const whole = await fetch(`${server.url}/verify.json?${new URLSearchParams({ quotation: paragraph })}`);
      const { quotations } = VerifyResponse.parse(await whole.json());
      expect(quotations.map(({ check }) => check.verdict)).toEqual(['verbatim']);
    } finally {
      await server.close();
    }
  });
});

describe('A paraphrase', () => {
  const SAME = 'No company and no country has ever produced proof that the products of Orbis Cable are a threat.';

  it('is called one, and never a quotation', async () => {
    const found = await knowledge.verify({ quotation: SAME });
    expect(found).toMatchObject({ verdict: 'paraphrase', attribution: null, matches: [] });
    expect(found.paraphrases[0]!.claim.speaker.name).toBe('Marta Vidal');
    expect(found.summary).toContain('a paraphrase, not a quotation');
  });

  it.each([
    ['a negation less', SAME.replace('No company and no country', 'No company and every country')],
    ['another name', SAME.replace('Orbis Cable', 'Lantern Systems')],
    ['a figure', SAME.replace('No company', 'Not one of 40 companies')],
  ])('is none with %s, however near its meaning', async (_what, quotation) => {
    expect((await knowledge.verify({ quotation })).paraphrases).toEqual([]);
  });
});
