import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toCsv, toJsonLine } from '../src/cite.ts';
import type { Claim } from '../src/claim.ts';
import { parseConfig } from '../src/config.ts';
import { CompareRequest, SearchRequest } from '../src/contract.ts';
import { Knowledge } from '../src/knowledge.ts';
import { printSearch } from '../src/print.ts';
import { MIGRATIONS, migrate } from '../src/store/migrations.ts';
import { mannerWords } from '../web/words.ts';
import { ingestTexts } from './texts.ts';

const TEXT = `The harbour and the cable

Minister Ada Marsh said on Monday that the undersea cable of the valley is safe from every spy.

Mayor Karl Orda denied that the harbour office had ever opened the cable to spies.

The engineer Ida Holm did not say that the undersea cable had been cut by a foreign ship.

The Valley Times denied that Governor Jo Berg had said that the cable station would be closed for good.

Many anglers would argue that the undersea cable frightens the fish of the whole harbour.
`;

describe('What somebody denies or does not say', () => {
  const folder = mkdtempSync(join(tmpdir(), 'triptych-polarity-'));
  let knowledge: Knowledge;
  let claims: Claim[];
  const claimWith = (words: string) => claims.findLast(({ text }) => text.includes(words))!;

  beforeAll(async () => {
    knowledge = await Knowledge.open(parseConfig({ TRIPTYCH_DB: join(folder, 'test.db') }));
    await ingestTexts(knowledge, folder, { 'cable.txt': TEXT });
    claims = [...knowledge.export({})];
  }, 120_000);
  afterAll(async () => {
    await knowledge.close();
    rmSync(folder, { recursive: true });
  });

  it('is stored as such, on the way and at its end', () => {
    expect(claimWith('safe from every spy')).toMatchObject({ polarity: 'asserted', hedge: null });
    expect(claimWith('opened the cable')).toMatchObject({ polarity: 'denied', speaker: { name: 'Karl Orda' } });
    expect(claimWith('foreign ship')).toMatchObject({ polarity: 'unsaid', speaker: { name: 'Ida Holm' } });
    const reported = claimWith('closed for good');
    expect(reported).toMatchObject({ polarity: 'unsaid', speaker: { name: 'Jo Berg' } });
    expect(reported.chain.map(({ name, polarity }) => [name, polarity])).toEqual([
      ['Valley Times', 'denied'],
      ['Jo Berg', 'asserted'],
    ]);
    expect(claims.find(({ hedge }) => hedge !== null)).toMatchObject({ polarity: 'asserted', hedge: 'would' });
  });

  it('is said to be so wherever the claim is shown or taken away', async () => {
    const denied = claimWith('opened the cable');
    expect(mannerWords(denied)).toMatch(/^denies this, paraphrased/);
    expect(toJsonLine(denied)).toContain('"polarity":"denied","hedge":null');
    expect(toCsv([denied])).toMatch(/,polarity,hedge,.*\n.*,denied,,/);
    const { citations } = knowledge.getClaim(denied.id, 'http://127.0.0.1:3000');
    for (const citation of [citations.plain, citations.bibtex, citations.ris]) expect(citation).toContain('denied');
    const found = await knowledge.search(SearchRequest.parse({ query: 'harbour office opened the cable' }));
    expect(printSearch(found, 0)).toContain('DENIED');
  });

  it('is found by its polarity', async () => {
    const { claims: found } = await knowledge.search(SearchRequest.parse({ query: 'cable', polarity: 'unsaid' }));
    expect(found.map(({ speaker }) => speaker.name).sort()).toEqual(['Ida Holm', 'Jo Berg']);
  });

  it('is a position when denied, and none when unsaid', async () => {
    const { columns } = await knowledge.compare(CompareRequest.parse({ topic: 'undersea cable', other: true }));
    const shown = columns.other!.claims.map(({ speaker, polarity }) => `${speaker.name} ${polarity}`);
    expect(shown).toContain('Karl Orda denied');
    expect(shown.filter((one) => /^(?:Ida Holm|Jo Berg)/.test(one))).toEqual([]);
  });

  it('confirms no quotation', async () => {
    const quotation = 'the harbour office had ever opened the cable to spies';
    const found = await knowledge.verify({ quotation, speaker: 'Karl Orda' });
    expect(found).toMatchObject({ verdict: 'verbatim', attribution: 'unattributed' });
    expect(found.matches[0]).toMatchObject({ speaker: { name: 'Karl Orda' }, polarity: 'denied' });
    expect(found.summary).toContain('Karl Orda denies it');
    expect(
      await knowledge.verify({
        quotation: 'the undersea cable of the valley is safe from every spy',
        speaker: 'Ada Marsh',
      }),
    ).toMatchObject({ attribution: 'reported-by', speaker: { name: 'Ada Marsh' } });
  });
});

/** The format that first kept polarity. */
const KEPT = 2;

it('A database from before polarity was kept holds assertions, and takes denials', () => {
  const database = new Database(':memory:');
  database.exec(`
    CREATE TABLE claims (key INTEGER PRIMARY KEY, id TEXT NOT NULL) STRICT;
    CREATE TABLE hops (claim INTEGER NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (claim, position)) STRICT, WITHOUT ROWID;
    INSERT INTO claims VALUES (1, 'old');
    INSERT INTO hops VALUES (1, 0);
    PRAGMA user_version = ${KEPT - 1};`);
  migrate(database, { dimensions: 8, migrations: MIGRATIONS.filter(({ to }) => to <= KEPT) });
  for (const table of ['claims', 'hops'])
    expect(database.prepare(`SELECT polarity, hedge FROM ${table}`).all()).toEqual([
      { polarity: 'asserted', hedge: null },
    ]);
  database.exec("INSERT INTO claims (id, polarity, hedge) VALUES ('new', 'denied', 'reportedly')");
  expect(() => database.exec("UPDATE claims SET polarity = 'perhaps'")).toThrow(/CHECK/);
});
