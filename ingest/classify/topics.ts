import type { Topic } from '../../src/claim.ts';
import { contains, readWording } from './terms.ts';
import { dot } from './vectors.ts';

/** A topic ready for comparing: its terms and words as stems, and the vectors of its definition and examples. */
export interface PreparedTopic {
  id: string;
  terms: PreparedTerm[];
  /** How telling each stem of the topic's own texts is, 0 to 1: 1 where no other topic has it. */
  stems: Map<string, number>;
  definition: Float32Array;
  examples: { text: string; vector: Float32Array }[];
  /** Mean cosine of the definition to sentences on all topics: broad definitions are near to everything. */
  baseline: number;
}

/** A term as the file has it, and its stems. */
export interface PreparedTerm {
  text: string;
  stems: string[];
}

/** What speaks for one topic in one claim, before it is weighed. */
export interface TopicSigns {
  /** Terms of the topic that stand in the claim, and in the heading above it. */
  terms: PreparedTerm[];
  heading: PreparedTerm[];
  /** Words of the claim that the topic's texts use too, by how telling they are. */
  overlap: number;
  /** Cosine to the definition, above what it has to any sentence. */
  definition: number;
  /** Mean of the two highest cosines to examples; that to the definition where there are none. */
  likeness: number;
}

/** The weights that {@link topicProbability} sums up, and from which probability on a topic is given; `npm run train:topics`. */
export interface TopicWeights {
  bias: number;
  weights: Record<TopicFeature, number>;
  /** For a topic that is not among `thresholds`. */
  threshold: number;
  thresholds: Record<string, number>;
}

export const TOPIC_FEATURES = [
  'word',
  'phrase',
  'headingTerm',
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

/** How telling each stem of a topic's texts is: the share of topics that lack it, on the scale of a logarithm. */
export function tellingStems(texts: string[][]): Map<string, number>[] {
  const each = texts.map((list) => new Set(list.flatMap((text) => readWording(text).stems)));
  const spread = new Map<string, number>();
  for (const stems of each) for (const stem of stems) spread.set(stem, (spread.get(stem) ?? 0) + 1);
  const most = Math.log(texts.length + 1);
  return each.map(
    (stems) => new Map([...stems].map((stem) => [stem, Math.log((texts.length + 1) / (spread.get(stem) ?? 1)) / most])),
  );
}

/** What a claim has in common with each topic. Stems and vector are of the text without names. */
export function readSigns(
  claim: { stems: string[]; heading: string[]; vector: Float32Array },
  topics: PreparedTopic[],
): TopicSigns[] {
  const unique = [...new Set(claim.stems)];
  return topics.map((topic) => {
    const definition = dot(claim.vector, topic.definition);
    const [first = definition, second = first] = topic.examples
      .map((e) => dot(claim.vector, e.vector))
      .sort(descending);
    return {
      terms: topic.terms.filter((term) => contains(claim.stems, term.stems)),
      heading: topic.terms.filter((term) => contains(claim.heading, term.stems)),
      overlap: unique.reduce((sum, stem) => sum + tell(topic.stems.get(stem)), 0),
      definition: definition - topic.baseline,
      likeness: (first + second) / 2,
    };
  });
}

/** A word that half of the topics use tells nothing. */
function tell(weight = 0): number {
  return weight < LEAST_TELLING ? 0 : weight;
}

const LEAST_TELLING = 0.5;

/** The features of one topic among all, each about 0 to 1. */
export function topicFeatures(signs: TopicSigns[], at: number): Record<TopicFeature, number> {
  const own = signs[at]!;
  const mean = signs.reduce((sum, { likeness }) => sum + likeness, 0) / signs.length;
  const others = signs.filter((_, i) => i !== at);
  return {
    word: saturate(own.terms.filter(({ stems }) => stems.length === 1).length),
    phrase: saturate(own.terms.filter(({ stems }) => stems.length > 1).length),
    headingTerm: saturate(own.heading.length),
    overlap: saturate(own.overlap),
    definition: own.definition,
    likeness: own.likeness,
    ahead: own.likeness - mean,
    rivalTerms: saturate(Math.max(0, ...others.map(({ terms }) => terms.length))),
  };
}

/** Each further sign says less than the one before it. */
function saturate(count: number): number {
  return 1 - 0.5 ** count;
}

/** Probability that a claim is of a topic: a logistic regression whose weights all topics share, so that a new one needs no training. */
export function topicProbability(features: Record<TopicFeature, number>, { bias, weights }: TopicWeights): number {
  const sum = TOPIC_FEATURES.reduce((total, name) => total + features[name] * weights[name], bias);
  return 1 / (1 + Math.exp(-sum));
}

/** Those at or above their thresholds, the likeliest first, three at most: longer lists say nothing. */
export function chooseTopics(
  probabilities: { id: string; probability: number }[],
  { threshold, thresholds }: TopicWeights,
): { id: string; probability: number }[] {
  return probabilities
    .filter(({ id, probability }) => probability >= (thresholds[id] ?? threshold))
    .sort((a, b) => b.probability - a.probability || (a.id < b.id ? -1 : 1))
    .slice(0, MOST);
}

const MOST = 3;

function descending(a: number, b: number): number {
  return b - a;
}
