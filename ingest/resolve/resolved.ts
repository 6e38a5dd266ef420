import type { Span, Speaker } from '../../src/claim.ts';

/** A speaker with the words that named him, the rule that found him, and the probability that it is he. */
export interface Resolved {
  speaker: Speaker;
  confidence: number;
  /** The words that stand for the speaker, without a leading cue; empty where nothing in the text does. */
  mention: string;
  /** Where they stand. */
  place?: Span;
  rule: Rule;
  /** Those who say it together with him, each as {@link Resolved}. */
  jointly?: Resolved[];
  /** Where the text names him, where the mention does not itself. */
  decidedBy?: Decider;
}

/** A mention elsewhere in the text that decided; `sentences` lie between, negative where it follows, none where none are known. */
export interface Decider extends Span {
  sentences?: number;
}

/** What found a speaker, in words that stand as they are beside every claim. */
export type Rule = keyof typeof CONFIDENCE;

/** Probability that the speaker is right, by rule. Judged on `bench:mentions`, and on PolNeAR's sources where it has too few. */
const CONFIDENCE = {
  'known name': 0.97,
  'name of a person': 0.95,
  'part of a full name': 0.95,
  'part of several full names': 0.6,
  'only known bearer of the name': 0.65,
  'giver of the speech': 0.85,
  'name of a country': 0.93,
  'name of an organisation': 0.9,
  'short form of a name': 0.85,
  'body named after a person': 0.85,
  'title or office': 0.85,
  'publication named before': 0.75,
  'noun for somebody named before': 0.75,
  'publisher of the document': 0.95,
  'body that publishes the document': 0.7,
  'state where the document is published': 0.6,
  pronoun: 0.8,
  'pronoun for several': 0.65,
  'the two named before': 0.75,
  'group named before': 0.75,
  'who speaks as I or we': 0.8,
  'unknown name': 0.5,
  'name in text without capitals': 0.6,
  'nobody named': 0.8,
  'nobody found': 0.5,
  'nobody at all': 0.95,
  'words of a heading': 0.4,
  'no words for the speaker': 0.5,
  'author of the document': 0.95,
  'maker of the digest': 1,
  'unknown author': 0.9,
} as const;

/** A speaker found by a rule; `at` says where the mention stands, and where the one that decided does. */
export function resolved(
  speaker: Speaker,
  rule: Rule,
  mention: string,
  at: { place?: Span; decidedBy?: Decider | undefined } = {},
): Resolved {
  const { place, decidedBy } = at;
  return {
    speaker,
    confidence: CONFIDENCE[rule],
    mention,
    rule,
    ...(place && { place }),
    ...(decidedBy && { decidedBy }),
  };
}
