import type { Topic } from '../../src/claim.ts';
import { readWording, type Term } from './terms.ts';

/** A topic ready for comparing: the rows of its definition and examples among the vectors. */
export interface PreparedTopic {
  id: string;
  /** Its place among what was learned of topics; undefined where nothing was. */
  learned: number | undefined;
  definition: number;
  examples: Statement[];
  /** Mean cosine of the definition to sentences on all topics: broad definitions are near to everything. */
  baseline: number;
}

/** A sentence that claims are compared with, and the row of its vector. */
export interface Statement {
  text: string;
  row: number;
}

/** What speaks for one topic in one claim, before it is weighed. */
export interface TopicSigns {
  /** Terms of the topic that stand in the claim, and in the heading above it. */
  terms: Term[];
  heading: Term[];
  /** Words of the claim that the topic's texts use too, by how telling they are. */
  overlap: number;
  /** Cosine to the definition, above what it has to any sentence. */
  definition: number;
  /** Mean of the two highest cosines to examples; that to the definition where there are none. */
  likeness: number;
}

/** The weights that {@link topicOdds} sums up, and from which probability on a topic is given; `npm run train:topics`. */
export interface TopicWeights {
  bias: number;
  weights: Record<TopicFeature, number>;
  /** For a topic of which nothing was learned. */
  threshold: number;
  thresholds: Record<string, number>;
}

export const TOPIC_FEATURES = [
  'word',
  'phrase',
  'headingTerm',
  'headingAlone',
  'overlap',
  'definition',
  'likeness',
  'ahead',
  'rivalTerms',
] as const;
export type TopicFeature = (typeof TOPIC_FEATURES)[number];

/** What a topic's name and definition say in one text, for embedding. */
export function describeTopic(topic: Topic): string {
  return `${topic.name}: ${topic.definition}`;
}

/**
 * How telling each stem of the topics' texts is of each topic, 0 to 1: the share of topics that lack it, on the scale of a
 * logarithm; 0 for a topic whose texts lack it, and where half of the topics have it.
 */
export function tellingStems(texts: string[][]): Map<string, Float32Array> {
  const each = texts.map((list) => new Set(list.flatMap((text) => readWording(text).stems)));
  const spread = new Map<string, number>();
  for (const stems of each) for (const stem of stems) spread.set(stem, (spread.get(stem) ?? 0) + 1);
  const most = Math.log(texts.length + 1);
  const telling = new Map<string, Float32Array>();
  for (const [stem, count] of spread) {
    const weight = Math.log((texts.length + 1) / count) / most;
    if (weight < LEAST_TELLING) continue;
    telling.set(
      stem,
      Float32Array.from(each, (stems) => (stems.has(stem) ? weight : 0)),
    );
  }
  return telling;
}

const LEAST_TELLING = 0.5;

/**
 * What a claim has in common with each topic. Stems are of the text without names, cosines those of its vector to all rows;
 * `terms` and `heading` are the terms of each topic that stand in the claim, and in the heading above it.
 */
export function readSigns(
  claim: { stems: string[]; terms: Term[][]; heading: Term[][]; cosines: Float32Array },
  { topics, telling }: { topics: PreparedTopic[]; telling: Map<string, Float32Array> },
): TopicSigns[] {
  const overlap = new Float32Array(topics.length);
  for (const stem of new Set(claim.stems)) {
    const weights = telling.get(stem);
    if (weights) for (let i = 0; i < overlap.length; i++) overlap[i]! += weights[i]!;
  }
  return topics.map((topic, i) => {
    const definition = claim.cosines[topic.definition]!;
    return {
      terms: claim.terms[i]!,
      heading: claim.heading[i]!,
      overlap: overlap[i]!,
      definition: definition - topic.baseline,
      likeness: topic.examples.length > 0 ? meanOfBest(topic.examples, claim.cosines) : definition,
    };
  });
}

/** Mean of the two highest cosines, since one statement alone may be near by chance; the only one's; 0 of none. */
export function meanOfBest(statements: Statement[], cosines: Float32Array): number {
  let first = -Infinity;
  let second = -Infinity;
  for (const { row } of statements) {
    const cosine = cosines[row]!;
    if (cosine > first) {
      second = first;
      first = cosine;
    } else if (cosine > second) second = cosine;
  }
  if (statements.length < 2) return statements.length === 1 ? first : 0;
  return (first + second) / 2;
}

/** The features of every topic among all, each about 0 to 1; in the order of the signs. */
export function topicFeatures(signs: TopicSigns[]): Record<TopicFeature, number>[] {
  const mean = signs.reduce((sum, { likeness }) => sum + likeness, 0) / signs.length;
  const counts = signs.map(({ terms }) => terms.length);
  const [most = 0, second = 0] = [...counts].sort((a, b) => b - a);
  return signs.map((own, i) => {
    const phrases = own.terms.filter(({ stems }) => stems.length > 1).length;
    return {
      word: saturate(own.terms.length - phrases),
      phrase: saturate(phrases),
      headingTerm: saturate(own.heading.length),
      // What a claim without any topic's terms is about stands above it, if anywhere.
      headingAlone: most === 0 ? saturate(own.heading.length) : 0,
      overlap: saturate(own.overlap),
      definition: own.definition,
      likeness: own.likeness,
      ahead: own.likeness - mean,
      // The most that another topic has.
      rivalTerms: saturate(counts[i] === most ? second : most),
    };
  });
}

/** Each further sign says less than the one before it. */
function saturate(count: number): number {
  return 1 - 0.5 ** count;
}

/**
 * Log odds that a claim is of a topic, from its signs: a logistic regression whose weights all topics share, so that a new one
 * needs no training.
 */
export function topicOdds(features: Record<TopicFeature, number>, { bias, weights }: TopicWeights): number {
  return TOPIC_FEATURES.reduce((total, name) => total + features[name] * weights[name], bias);
}

/** Those at or above their thresholds, the likeliest first, three at most: longer lists say nothing. */
export function chooseTopics<T extends { id: string; probability: number; threshold: number }>(
  probabilities: T[],
): T[] {
  return probabilities
    .filter(({ probability, threshold }) => probability >= threshold)
    .sort((a, b) => b.probability - a.probability || (a.id < b.id ? -1 : 1))
    .slice(0, MOST);
}

const MOST = 3;
