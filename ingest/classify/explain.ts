import type { Stance } from '../../src/claim.ts';

/** Why a claim has, or has not, one topic. Cosines and probabilities are 0 to 1. */
export interface TopicReason {
  id: string;
  /** Whether the claim carries the topic. */
  given: boolean;
  probability: number;
  /** The probability from which the topic is given, where no three others are likelier. */
  threshold: number;
  /** Terms of `corpus/topics.yaml` that stand in the claim, and in the heading above it. */
  terms: string[];
  headingTerms: string[];
  /** Cosine of the claim to the topic's definition. */
  similarity: number;
  /** The example of the topic that is nearest in meaning; null where it has none. */
  nearest: { text: string; similarity: number } | null;
  /** Words of the claim that labelled claims have taught to speak for the topic or, negative, against it; strongest first. */
  words: { word: string; weight: number }[];
}

/** Why a claim has its stance towards one target. */
export interface StanceReason {
  target: string;
  stance: Stance;
  /** Probability, 0 to 1, of that stance; of a neutral one, that neither side is taken. */
  confidence: number;
  /** The probability below which neither side is given. */
  threshold: number;
  /** Terms of the target that stand in the claim, and in the heading above it. */
  terms: string[];
  headingTerms: string[];
  /** The statements for and against the target that are nearest in meaning, nearest first. */
  nearest: { side: 'for' | 'against'; text: string; similarity: number }[];
  /** Words of the claim that pulled to one side, strongest first: positive to support, negative to opposition. */
  words: { word: string; weight: number }[];
  /**
   * Probability that who says this is for the target rather than against it, by a model of debates that knows nothing of the
   * target (`model/RELATION.md`). A second opinion for people: it is not weighed in the stance.
   */
  relation: number;
}
