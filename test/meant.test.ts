import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toCsv, toJsonLine } from '../src/cite.ts';
import type { Claim } from '../src/claim.ts';
import { parseConfig } from '../src/config.ts';
import { Claim as ClaimSchema, SearchRequest } from '../src/contract.ts';
import { Knowledge } from '../src/knowledge.ts';
import { printSearch } from '../src/print.ts';
import { MIGRATIONS, migrate } from '../src/store/migrations.ts';
import { why } from '../src/why/index.ts';
import { claimPage } from '../web/claim.tsx';
import { ingestTexts } from './texts.ts';

const TEXT = `The ferry and the lighthouse

She said that the fishermen of the bay were never asked about the ferry.

Minister Runa Mikkel opened the ferry line on Monday. Rain fell. She said that the ferry keeps to every timetable of the coast.

Mikkel argued that the lighthouse guides every ferry past the rocks.

Tove Anker said that the lighthouse must be painted before the winter storms.

A person familiar with the matter said that the old lighthouse is for sale to anybody.

Ms Okafor warned that the ferry burns more oil than any ship of the coast.
`;

describe('Who is meant', () => {
  const folder = mkdtempSync(join(tmpdir(), 'triptych-meant-'));
  let knowledge: Knowledge;
  let claims: Claim[];
  const claimWith = (words: string) => claims.find(({ text }) => text.includes(words))!;
  const resolutionOf = (words: string) => claimWith(words).chain.at(-1)!.resolution!;
  const search = (query: string, speaker?: string) => knowledge.search(SearchRequest.parse({ query, speaker }));

  beforeAll(async () => {
    knowledge = await Knowledge.open(parseConfig({ TRIPTYCH_DB: join(folder, 'test.db') }));
    await ingestTexts(knowledge, folder, { 'ferry.txt': TEXT });
    claims = [...knowledge.export({})];
  }, 120_000);
  afterAll(async () => {
    await knowledge.close();
    rmSync(folder, { recursive: true });
  });

  it('is stored with the words that stand in the text, those that decided, the rule and the confidence', () => {
    const { decidedBy, ...resolution } = resolutionOf('timetable');
    expect(claimWith('timetable').speaker.name).toBe('Runa Mikkel');
    expect(resolution).toEqual({ mention: 'She', rule: 'pronoun', confidence: 0.8 });
    expect(decidedBy).toMatchObject({ text: 'Runa Mikkel', sentences: 2 });
    expect(TEXT.slice(decidedBy!.start, decidedBy!.end)).toBe('Runa Mikkel');
    expect(resolutionOf('guides every ferry')).toMatchObject({
      mention: 'Mikkel',
      rule: 'part of a full name',
      decidedBy: { text: 'Runa Mikkel' },
    });
    expect(resolutionOf('painted')).toMatchObject({ mention: 'Tove Anker', decidedBy: null });
    expect(knowledge.store.check()).toEqual([]);
  });

  it('is told on the page of the claim where the text does not name the speaker, and there only', async () => {
    const page = async (words: string) => {
      const { id } = claimWith(words);
      const view = knowledge.getClaim(id, 'http://127.0.0.1:3000');
      return load(claimPage({ view, target: 'it', topics: knowledge.topics(), why: await why(knowledge, id) }));
    };
    const $ = await page('timetable');
    expect($('.meant').text()).toBe(
      '“She” stands for Runa Mikkel, decided by “Runa Mikkel” 2 sentences before (pronoun, 80%)',
    );
    const at = TEXT.indexOf('Runa Mikkel');
    expect($('.meant a').attr('href')).toContain(`start=${at}&end=${at + 'Runa Mikkel'.length}`);
    expect((await page('painted'))('.meant')).toHaveLength(0);
    expect((await page('for sale'))('.meant')).toHaveLength(0);
  });

  it('is told on the command line and in every export', async () => {
    const printed = printSearch(await search('ferry keeps to every timetable'), 0);
    expect(printed).toContain(
      '  “She” stands for Runa Mikkel, decided by “Runa Mikkel” 2 sentences before (pronoun, 80%)\n',
    );
    expect(printSearch(await search('lighthouse painted', 'Tove Anker'), 0)).not.toContain('stands for');
    const claim = claimWith('timetable');
    const at = TEXT.indexOf('Runa Mikkel');
    expect(toCsv([claim]).trimEnd()).toMatch(new RegExp(`,She,Runa Mikkel,${at},${at + 11},pronoun,0.8,,government,$`));
    expect(ClaimSchema.parse(JSON.parse(toJsonLine(claim))).chain.at(-1)!.resolution).toEqual(
      resolutionOf('timetable'),
    );
  });

  it.each([
    ['A person familiar with the matter', 'for sale', 'unnamed'],
    ['a person familiar with the matter', 'for sale', 'unnamed'],
    ['Ms Okafor', 'burns more oil', 'person'],
    ['Okafor', 'burns more oil', 'person'],
  ])('stays “%s” where nobody is known, and is found by search and by speaker', async (mention, words, kind) => {
    const claim = claimWith(words);
    expect(claim.speaker.kind).toBe(kind);
    const found = await search(mention);
    expect(found.claims[0]?.id).toBe(claim.id);
    const said = await search('', mention);
    expect(said.claims.map(({ id }) => id)).toEqual([claim.id]);
  });

  it('says so of a pronoun that takes up nobody', () => {
    const claim = claimWith('fishermen');
    expect(claim.speaker.kind).toBe('unnamed');
    expect(claim.chain.at(-1)!.resolution).toMatchObject({ mention: 'She', rule: 'nobody found', decidedBy: null });
  });
});

it('A database from before this was kept knows of no claim how its speaker was found', () => {
  const database = new Database(':memory:');
  database.exec(`
    CREATE TABLE hops (claim INTEGER NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (claim, position)) STRICT, WITHOUT ROWID;
    INSERT INTO hops VALUES (1, 0);
    PRAGMA user_version = 3;`);
  migrate(database, { dimensions: 8, migrations: MIGRATIONS.filter(({ to }) => to <= 4) });
  expect(database.prepare('SELECT rule, mention, decided_start FROM hops').get()).toEqual({
    rule: null,
    mention: null,
    decided_start: null,
  });
});
