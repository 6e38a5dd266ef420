import type { Nearness } from './nearness.ts';
import { type Features, readPair, type Utterance } from './pair.ts';
import { BIAS, WEIGHTS } from './weights.ts';

/**
 * What two claims are to each other: `same` (one point in other words), `contradict` (both cannot be true), `differ`
 * (opposite positions on one question, though both may be true), `answer` (the later speaks of the earlier one's words or
 * speaker), `related` (on one question, with none of these), `apart` (of another matter).
 */
export const RELATIONS = ['same', 'contradict', 'differ', 'answer', 'related', 'apart'] as const;
export type Relation = (typeof RELATIONS)[number];
/** Probabilities of the relations, which sum to 1. */
export type Likelihood = Record<Relation, number>;

/**
 * How likely each relation is between an earlier and a later claim: a multinomial logistic regression (train/compare).
 */
export function relate(earlier: Utterance, later: Utterance, nearness: Nearness): Likelihood {
  return judge(readPair(earlier, later, nearness), { weights: WEIGHTS, bias: BIAS });
}

/** One weight a feature, and a bias, for each relation. */
export interface Model {
  weights: Record<Relation, readonly number[]>;
  bias: Record<Relation, number>;
}

/** The likelihoods that a model gives to features. */
export function judge(features: Features, { weights, bias }: Model): Likelihood {
  const powers = {} as Likelihood;
  let total = 0;
  for (const relation of RELATIONS) {
    const list = weights[relation];
    let score = bias[relation];
    for (let i = 0; i < features.length; i++) score += features[i]! * list[i]!;
    powers[relation] = Math.exp(Math.min(score, HIGHEST));
    total += powers[relation];
  }
  for (const relation of RELATIONS) powers[relation] /= total;
  return powers;
}

/** A power of more than this would be infinite. */
const HIGHEST = 700;

/** The likeliest relation; of equally likely ones the first of {@link RELATIONS}. */
export function likeliest(likelihood: Likelihood): Relation {
  return RELATIONS.reduce((best, relation) => (likelihood[relation] > likelihood[best] ? relation : best));
}
