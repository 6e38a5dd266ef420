import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Claim } from '../../src/claim.ts';
import { parseConfig } from '../../src/config.ts';
import { Claim as ClaimSchema, CompareRequest, SearchRequest } from '../../src/contract.ts';
import { Knowledge } from '../../src/knowledge.ts';
import { comparePage } from '../../web/compare.tsx';
import { ingestTexts } from '../texts.ts';

const TEXTS = {
  'declaration.txt': `A joint declaration

The United States and Poland declared that every supplier of networks must be free of foreign control.

Oluf Brandt, the Danish trade minister, visited Gdansk on Monday. Ylva Stenmark, the Swedish harbour minister, met him there. Brandt and Stenmark said that the harbour networks need new suppliers. They added that the old cranes must go. The two governments promised that the tender would be open. Stenmark said that the harbour freezes in winter. They are said to be rich.`,
  'positions.txt': `Positions on networks

A European diplomat said that foreign suppliers of networks must be examined.

CCTV said that the accusations against suppliers of networks are groundless.

South China Morning Post reported that foreign suppliers of networks were not consulted.

Huawei Germany said that its networks had never been attacked.

Vodafone Spain said that its networks would keep their suppliers.

Former Estonian minister Ana Quispe said that suppliers of networks should be chosen by price.

Nobody said that suppliers of networks had bribed the harbour master.`,
};

describe('Whose position a claim is', () => {
  const folder = mkdtempSync(join(tmpdir(), 'triptych-joint-'));
  let knowledge: Knowledge;
  let claims: Claim[];
  const claimWith = (words: string) => claims.find(({ text }) => text.includes(words))!;

  beforeAll(async () => {
    knowledge = await Knowledge.open(parseConfig({ TRIPTYCH_DB: join(folder, 'test.db') }));
    await ingestTexts(knowledge, folder, TEXTS);
    claims = [...knowledge.export({})];
  }, 120_000);
  afterAll(async () => {
    await knowledge.close();
    rmSync(folder, { recursive: true });
  });

  it('is both blocs\u2019 where a statement is joint: in both columns, once in all, and under both speakers', async () => {
    const joint = claimWith('free of foreign control');
    expect(ClaimSchema.parse(joint)).toMatchObject({ speaker: { name: 'United States' }, bloc: 'us' });
    expect(joint.jointly).toMatchObject([{ name: 'Poland', bloc: 'europe', capacity: 'government' }]);
    const request = CompareRequest.parse({ topic: 'suppliers free of foreign control' });
    const compared = await knowledge.compare(request);
    const ids = (bloc: 'us' | 'europe' | 'china') => compared.columns[bloc]!.claims.map(({ id }) => id);
    expect(ids('us')).toContain(joint.id);
    expect(ids('europe')).toContain(joint.id);
    expect(ids('china')).not.toContain(joint.id);
    const shown = new Set([...ids('us'), ...ids('europe'), ...ids('china')]);
    expect(compared.claims).toBe(shown.size);
    const others = { topics: [], sides: [], stats: knowledge.stats(), speakers: [], target: 'it' };
    expect(comparePage({ request, response: compared, ...others })).toContain('1 of them of two blocs');
    for (const speaker of ['United States', 'Poland']) {
      const { total, facets } = await knowledge.search(SearchRequest.parse({ query: '', speaker }));
      expect(total).toBe(1);
      const counted = facets.speaker.filter(({ name }) => ['Poland', 'United States'].includes(name));
      expect(counted.map(({ count }) => count)).toEqual([1, 1]);
    }
    for (const bloc of ['us', 'europe'])
      expect([...knowledge.export({ bloc: [bloc as 'us'] })].map(({ id }) => id)).toContain(joint.id);
    expect(knowledge.store.check()).toEqual([]);
  });

  it('is nobody\u2019s where the text says that nobody said it', () => {
    expect(claims.filter(({ text }) => text.includes('bribed'))).toEqual([]);
  });

  it('is that of two people whom their surnames name', () => {
    const joint = claimWith('harbour networks need');
    expect([joint.speaker.name, ...joint.jointly.map(({ name }) => name)]).toEqual(['Oluf Brandt', 'Ylva Stenmark']);
    expect(joint.jointly[0]?.resolution).toMatchObject({ mention: 'Stenmark', decidedBy: { text: 'Ylva Stenmark' } });
  });

  it.each([
    ['old cranes', ['Oluf Brandt', 'Ylva Stenmark'], 'pronoun for several'],
    ['tender would be open', ['Denmark', 'Sweden'], 'the two named before'],
    ['freezes in winter', ['Ylva Stenmark'], 'part of a full name'],
  ])('is that of two whom other words take up: %s', (words, names, rule) => {
    const { speaker, jointly, chain } = claimWith(words);
    expect([speaker.name, ...jointly.map(({ name }) => name)]).toEqual(names);
    expect(chain.at(-1)?.resolution?.rule).toBe(rule);
  });

  it.each([
    [
      'an unnamed diplomat counts with the body or state that the words name',
      'must be examined',
      'europe',
      'international-body',
    ],
    ['a state broadcaster is press, of the bloc of its country', 'groundless', 'china', 'press'],
    ['a newspaper in Hong Kong is press, of no bloc', 'not consulted', 'other', 'press'],
    ['a national subsidiary counts with its parent', 'never been attacked', 'china', 'company'],
    ['a subsidiary that the registry lists counts with its own country', 'keep their suppliers', 'europe', 'company'],
    ['who left an office speaks for nobody else', 'chosen by price', 'europe', 'person'],
  ])('%s', async (_, words, bloc, capacity) => {
    const claim = claimWith(words);
    expect(claim).toMatchObject({ bloc, capacity });
    const found = await knowledge.search(SearchRequest.parse({ query: '', capacity }));
    expect(found.claims.map(({ id }) => id)).toContain(claim.id);
  });
});
