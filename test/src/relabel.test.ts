import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFiles, ingest } from '../../ingest/pipeline.ts';
import { parseConfig } from '../../src/config.ts';
import { correct } from '../../src/corrections/index.ts';
import { Knowledge } from '../../src/knowledge.ts';
import { relabel } from '../../src/relabel.ts';

const REPORT = `Quarrel in the port

The minister said that trawlers take all the herring before our boats arrive. Keith Krach warned that “the submarine cable can be tapped.” The ministry denied that the Clean Network is a pretext for bullying foreign companies.

Fishing grounds

The fishermen's association said that nothing is left in the nets.`;

/** A topic that the corpus lacks. */
const FISHING = `
- id: fishing
  name: Fishing
  definition: Fish, the boats and nets that catch them, and who may fish where.
  terms: [herring, trawlers, nets, fishing]
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'triptych-relabel-'));
  mkdirSync(join(folder, 'corpus'));
  for (const name of ['sources', 'speakers', 'blocs', 'topics', 'targets'])
    cpSync(`corpus/${name}.yaml`, join(folder, 'corpus', `${name}.yaml`));
  writeFileSync(join(folder, 'report.txt'), REPORT);
});
afterAll(() => rmSync(folder, { recursive: true }));

const open = (name: string) =>
  Knowledge.open(parseConfig({ TRIPTYCH_DB: join(folder, name), TRIPTYCH_CORPUS: join(folder, 'corpus') }));

async function read({ store, embeddings, registry, embedder }: Knowledge): Promise<string[]> {
  const { files } = await findFiles([join(folder, 'report.txt')]);
  const outcomes = await ingest(files, { store, embeddings, registry, model: embedder.name });
  return outcomes.map(({ status }) => status);
}

const labelsOf = (knowledge: Knowledge) =>
  [...knowledge.export({})].map(({ text, topics, stance }) => ({ text, topics, stance }));

/** In milliseconds: each new database embeds what the corpus says of topics and targets. */
const THREE_DATABASES = 300_000;

describe('Labelling again', () => {
  it(
    'gives after a change of the topics what reading the documents again would give',
    async () => {
      const before = await open('kept.db');
      expect(await read(before)).toEqual(['added']);
      const old = labelsOf(before);
      expect(old.some(({ topics }) => topics.includes('fishing'))).toBe(false);
      await before.close();

      appendFileSync(join(folder, 'corpus/topics.yaml'), FISHING);
      const kept = await open('kept.db');
      const seen: number[] = [];
      const done = await relabel(kept, (claims) => seen.push(claims));
      const labels = labelsOf(kept);
      expect(labels.map(({ text }) => text)).toEqual(old.map(({ text }) => text));
      expect(labels.filter(({ topics }) => topics.includes('fishing')).length).toBeGreaterThan(1);
      expect(done.claims).toBe(labels.length);
      expect(seen.at(-1)).toBe(labels.length);
      expect(done.changed).toBeGreaterThan(1);

      const fresh = await open('fresh.db');
      await read(fresh);
      expect(labels).toEqual(labelsOf(fresh));
      expect(kept.store.check()).toEqual([]);
      await fresh.close();

      expect(await relabel(kept)).toEqual({ claims: labels.length, changed: 0 });
      expect(await read(kept)).toEqual(['unchanged']);
      await kept.close();
    },
    THREE_DATABASES,
  );

  it(
    'leaves in force what a person corrected, and the database readable meanwhile',
    async () => {
      const knowledge = await open('corrected.db');
      await read(knowledge);
      const claim = [...knowledge.export({})].find(({ topics }) => topics.includes('fishing'))!;
      correct(knowledge, claim.id, { by: 'somebody', note: null, topics: ['cloud'] });
      const reader = await open('corrected.db');
      let seen = 0;
      await relabel(knowledge, () => {
        seen = labelsOf(reader).length;
      });
      expect(seen).toBe(labelsOf(knowledge).length);
      expect(labelsOf(knowledge).find(({ text }) => text === claim.text)?.topics).toEqual(['cloud']);
      await reader.close();
      await knowledge.close();
    },
    THREE_DATABASES,
  );
});
