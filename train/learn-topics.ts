import { type LearnedInput, type LearnedTopics, shareOf, wordFeatures } from '../ingest/classify/learned.ts';
import { minimise } from './lbfgs.ts';

/** A claim to learn from: what is read of it, for each topic whether it has it, and the log odds that its signs give. */
export interface Lesson extends LearnedInput {
  right: readonly number[];
  odds: readonly number[];
}

/** Penalties on the squares of weights, set by cross-validation; halving or doubling one changes F1 by less than .005. */
const PENALTY_OF_WORDS = 0.04;
const PENALTY_OF_VECTORS = 0.1;
const PENALTY_OF_BIAS = 0.3;
const STEPS = 60;
/** A feature seen once teaches nothing that could be seen again; one in many claims says nothing of any. */
const LEAST_CLAIMS = 2;
const MOST_OF_CLAIMS = 0.04;

/**
 * For each topic a logistic regression over the words and the vector of a claim, with the log odds of its signs as an offset:
 * what is learned is only what the signs do not say. Deterministic.
 */
export function learnTopics(lessons: readonly Lesson[], meanings: string[]): LearnedTopics {
  const vocabulary = chooseFeatures(lessons);
  const places = new Map(vocabulary.map((feature, i) => [feature, i]));
  const dimensions = lessons[0]!.vector.length;
  const rows = lessons.map((lesson) => {
    const known = featuresOf(lesson).flatMap((feature) => places.get(feature) ?? []);
    return { lesson, known: Uint32Array.from(known), share: shareOf(known.length) };
  });
  const fitted = meanings.map((_, topic) => {
    const size = vocabulary.length + dimensions + 1;
    return minimise((at) => objective(rows, topic, at, vocabulary.length), size, STEPS);
  });
  return {
    meanings,
    bias: Float32Array.from(fitted, (weights) => weights.at(-1)!),
    vector: fitted.map((weights) => Float32Array.from(weights.subarray(vocabulary.length, -1))),
    words: new Map(vocabulary.map((feature, i) => [feature, Float32Array.from(fitted, (weights) => weights[i]!)])),
  };
}

function featuresOf({ stems, headingStems }: LearnedInput): string[] {
  return [...new Set([...wordFeatures(stems), ...wordFeatures(headingStems)])];
}

function chooseFeatures(lessons: readonly Lesson[]): string[] {
  const counts = new Map<string, number>();
  for (const lesson of lessons)
    for (const feature of featuresOf(lesson)) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count >= LEAST_CLAIMS && count <= MOST_OF_CLAIMS * lessons.length)
    .map(([feature]) => feature)
    .sort();
}

interface Row {
  lesson: Lesson;
  known: Uint32Array;
  share: number;
}

/** Negative log likelihood with penalties; weights are those of words, of the vector, and the bias. */
function objective(
  rows: readonly Row[],
  topic: number,
  at: Float64Array,
  words: number,
): { value: number; gradient: Float64Array<ArrayBuffer> } {
  const gradient = new Float64Array(at.length);
  const last = at.length - 1;
  let value = 0;
  for (let i = 0; i < at.length; i++) {
    const penalty = i < words ? PENALTY_OF_WORDS : i < last ? PENALTY_OF_VECTORS : PENALTY_OF_BIAS;
    value += (penalty / 2) * at[i]! * at[i]!;
    gradient[i] = penalty * at[i]!;
  }
  for (const { lesson, known, share } of rows) {
    const { vector, right, odds } = lesson;
    let sum = odds[topic]! + at[last]!;
    for (const place of known) sum += at[place]! * share;
    for (let i = 0; i < vector.length; i++) sum += at[words + i]! * vector[i]!;
    value += Math.max(sum, 0) + Math.log1p(Math.exp(-Math.abs(sum))) - right[topic]! * sum;
    const pull = 1 / (1 + Math.exp(-sum)) - right[topic]!;
    for (const place of known) gradient[place]! += pull * share;
    for (let i = 0; i < vector.length; i++) gradient[words + i]! += pull * vector[i]!;
    gradient[last]! += pull;
  }
  return { value, gradient };
}
