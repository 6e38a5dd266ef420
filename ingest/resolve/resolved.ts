import type { Span, Speaker } from '../../src/claim.ts';

/** A speaker with the words that named him, the rule that found him, and the probability that it is he. */
export interface Resolved {
  speaker: Speaker;
  confidence: number;
  /** The words that stand for the speaker. */
  mention: string;
  rule: Rule;
  /** The mention elsewhere in the text that decided, where the words do not name the speaker themselves. */
  decidedBy?: Span;
}

export type Rule = keyof typeof CONFIDENCE;

/** Probability that the speaker is right, by rule. Judged on `bench:mentions`, and on PolNeAR's sources where it has too few. */
const CONFIDENCE = {
  registry: 0.97,
  'new-person': 0.95,
  surname: 0.95,
  'shared-surname': 0.6,
  'listed-surname': 0.65,
  'speech-giver': 0.85,
  state: 0.93,
  'new-organisation': 0.9,
  shortened: 0.85,
  body: 0.85,
  title: 0.85,
  publication: 0.75,
  anaphor: 0.75,
  publisher: 0.95,
  'own-body': 0.7,
  'home-state': 0.6,
  pronoun: 0.8,
  'group-pronoun': 0.65,
  'same-group': 0.75,
  self: 0.8,
  'unknown-word': 0.5,
  uncased: 0.6,
  unnamed: 0.8,
  heading: 0.4,
  'no-source': 0.5,
  author: 0.95,
  digest: 1,
  'unknown-author': 0.9,
} as const;

export function resolved(speaker: Speaker, rule: Rule, mention: string, decidedBy?: Span): Resolved {
  const found = { speaker, confidence: CONFIDENCE[rule], mention, rule };
  return decidedBy === undefined ? found : { ...found, decidedBy: { start: decidedBy.start, end: decidedBy.end } };
}
