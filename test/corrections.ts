import type { Registry, Resolution, Speaker } from '../src/claim.ts';
import type { ClaimToSave, DocumentToSave } from '../src/store/index.ts';

/** Made-up documents, speakers and a registry for the tests of corrections. */
export const MODEL = { name: 'test', dimensions: 4 };

export const ADA: Speaker = {
  id: 'ada',
  name: 'Ada Stone',
  kind: 'person',
  aliases: [],
  bloc: 'us',
  country: 'US',
  roles: [],
};
export const CHEN: Speaker = {
  id: 'chen',
  name: 'Chen Bo',
  kind: 'person',
  aliases: ['C. Bo'],
  bloc: 'china',
  roles: [],
};
const PAPER: Speaker = {
  id: 'the-paper',
  name: 'The Paper',
  kind: 'organisation',
  aliases: [],
  bloc: 'europe',
  roles: [],
};
const twin = (id: string): Speaker => ({ ...PAPER, id, name: `The ${id}`, aliases: ['Mr Twin'] });

const topic = (id: string) => ({ id, name: id, definition: id, examples: [], terms: [] });
const target = (id: string) => ({ id, name: id, description: id, terms: [], for: [], against: [] });

export const REGISTRY: Registry = {
  sources: [],
  speakers: [CHEN, PAPER, twin('twin-one'), twin('twin-two')],
  topics: ['cloud', 'privacy', 'law'].map(topic),
  targets: ['first', 'second'].map(target),
  blocOf: () => 'other',
  capacityOf: () => undefined,
  positionOf: ({ bloc }) => ({ bloc }),
  fingerprint: 'test',
  labels: 'test',
};

const PUBLISHES: Resolution = { mention: null, rule: 'publisher of the document', confidence: 0.95, decidedBy: null };
const SHE: Resolution = { mention: 'she', rule: 'pronoun', confidence: 0.8, decidedBy: null };

/** A document whose every sentence is a claim of somebody's, reported by the paper. */
export function documentOf(
  text: string,
  {
    location = '/texts/one.txt',
    topic = 'cloud',
    speaker = ADA,
  }: { location?: string; topic?: string; speaker?: Speaker } = {},
): DocumentToSave {
  const sentences = [...text.matchAll(/\S[^.]*\./g)].map(
    ({ index, 0: { length } }) => [index, index + length] as const,
  );
  const claims = sentences.map(
    ([start, end], i): ClaimToSave => ({
      start,
      end,
      speaker,
      speakerConfidence: 0.8,
      manner: 'direct',
      polarity: 'asserted',
      cue: 'said',
      chain: [
        { speaker: PAPER, manner: 'own', polarity: 'asserted', resolution: PUBLISHES },
        { speaker, cue: 'said', manner: 'direct', polarity: 'asserted', resolution: SHE },
      ],
      topics: [{ id: topic, score: 0.8 }],
      stances: [
        { target: 'first', stance: 'opposes', confidence: 0.7 },
        { target: 'second', stance: 'neutral', confidence: 0.2 },
      ],
      confidence: 0.9,
      vector: Float32Array.from([1, i, 0, 0]).map((x) => x / Math.hypot(1, i)),
    }),
  );
  return {
    location,
    inputHash: `input of ${text}`,
    labelledBy: `test ${topic} ${speaker.id}`,
    reading: {
      text,
      blocks: [{ kind: 'paragraph', start: 0, end: text.length }],
      metadata: { title: 'One' },
      origins: { title: 'text' },
      quality: 'intact',
      warnings: [],
    },
    claims,
    registry: REGISTRY,
  };
}
