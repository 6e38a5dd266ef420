import type { Resolution, Speaker } from '../../../src/claim.ts';
import { type DocumentToSave, Store } from '../../../src/store/index.ts';
import { REGISTRY } from '../../corrections.ts';

export const BY = { by: 'an editor' };
const NAMED: Resolution = { mention: null, rule: 'name of a person', confidence: 0.95, decidedBy: null };

/** Somebody as a document describes him. */
export const person = (name: string, more: Partial<Speaker> = {}): Speaker => ({
  id: name.toLowerCase().replaceAll(/\W+/g, '-'),
  name,
  kind: 'person',
  aliases: [],
  roles: [],
  bloc: 'other',
  ...more,
});
export const REGULATOR = person('Jana Novak', { country: 'SI', bloc: 'europe', roles: [{ title: 'regulator' }] });
export const EXECUTIVE = person('Jana Novak', { country: 'BR', affiliation: 'Adriacom', capacity: 'company' });

/** A document of one claim. */
export function documentOf(name: string, speaker: Speaker): DocumentToSave {
  const text = `The harbour of ${name} stays open.`;
  const hop = { speaker, manner: 'indirect', polarity: 'asserted', resolution: NAMED } as const;
  return {
    location: `/texts/${name}.txt`,
    inputHash: name,
    labelledBy: 'test',
    registry: REGISTRY,
    reading: {
      text,
      blocks: [{ kind: 'paragraph', start: 0, end: text.length }],
      metadata: {},
      origins: {},
      quality: 'intact',
      warnings: [],
    },
    claims: [
      {
        start: 0,
        end: text.length,
        speaker,
        speakerConfidence: 0.9,
        manner: 'indirect',
        polarity: 'asserted',
        chain: [hop],
        topics: [],
        stances: [],
        confidence: 0.9,
        vector: new Float32Array([1, 0]),
      },
    ],
  };
}

export function storeOf(...documents: [string, Speaker][]) {
  const store = Store.open(':memory:', { name: 'test', dimensions: 2 });
  for (const [name, speaker] of documents) store.save(documentOf(name, speaker));
  return { store, registry: REGISTRY };
}

export const speakerOf = ({ store }: { store: Store }, document: string) =>
  store.getDocument(`${document}.txt`).claims[0]!.speaker.id;
