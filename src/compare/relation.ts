import type { Features } from './pair.ts';
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

/** One weight a feature, and a bias, for each relation. */
export interface Model {
  weights: Record<Relation, readonly number[]>;
  bias: Record<Relation, number>;
}

/** How likely each relation is between an earlier and a later claim: a multinomial logistic regression (train/compare). */
export const TRAINED: Model = { weights: WEIGHTS, bias: BIAS };

/** The likelihoods that a model gives to features. */
export function judge(features: Features, { weights, bias }: Model): Likelihood {
  let { same, contradict, differ, answer, related, apart } = bias;
  for (let i = 0; i < features.length; i++) {
    const value = features[i]!;
    // Most features of most pairs.
    if (value === 0) continue;
    same += value * weights.same[i]!;
    contradict += value * weights.contradict[i]!;
    differ += value * weights.differ[i]!;
    answer += value * weights.answer[i]!;
    related += value * weights.related[i]!;
    apart += value * weights.apart[i]!;
  }
  [same, contradict, differ] = [power(same), power(contradict), power(differ)];
  [answer, related, apart] = [power(answer), power(related), power(apart)];
  const all = same + contradict + differ + answer + related + apart;
  return {
    same: same / all,
    contradict: contradict / all,
    differ: differ / all,
    answer: answer / all,
    related: related / all,
    apart: apart / all,
  };
}

function power(score: number): number {
  return Math.exp(Math.min(score, HIGHEST));
}

/** A power of more than this would be infinite. */
const HIGHEST = 700;

/** The likeliest relation; of equally likely ones the first of {@link RELATIONS}. */
export function likeliest(likelihood: Likelihood): Relation {
  return RELATIONS.reduce((best, relation) => (likelihood[relation] > likelihood[best] ? relation : best));
}
