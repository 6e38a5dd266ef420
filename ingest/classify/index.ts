import type { Registry, Stance, Target } from '../../src/claim.ts';
import { isOnlyNames, makeNeutral, type Neutral } from '../../src/neutral.ts';
import type { StanceReason, TopicReason } from './explain.ts';
import { loadRelationWeights, loadTopicWeights } from './model.ts';
import { negate } from './negate.ts';
import { type Proposition, type RelationWeights, readRelationText, relate } from './relation.ts';
import { type Evidence, LEAST_CONFIDENCE, readStance, tellingWords } from './stance.ts';
import { readWording, type Term, TermIndex } from './terms.ts';
import {
  chooseTopics,
  describeTopic,
  meanOfBest,
  type PreparedTopic,
  readSigns,
  type Statement,
  type TopicSigns,
  type TopicWeights,
  tellingStems,
  topicFeatures,
  topicProbability,
} from './topics.ts';
import { Rows, unit } from './vectors.ts';

export type { StanceReason, TopicReason } from './explain.ts';
export { turned } from './polarity.ts';

/** Topics and targets with their vectors, made once for many claims. */
export interface Labels {
  topics: PreparedTopic[];
  weights: TopicWeights;
  targets: PreparedTarget[];
  relation: RelationWeights;
  /** The vectors of all definitions, examples and statements. */
  rows: Rows;
  /** The terms of all topics, then those of all targets. */
  terms: TermIndex;
  /** Without the names of countries, persons and organisations. Vectors for {@link classify} are of this text. */
  neutral: (text: string) => string;
}

/** A target ready for comparing: the statements for and against it. */
export interface PreparedTarget {
  id: string;
  /** What those who are for it want, in one sentence. */
  thesis: Proposition;
  for: Statement[];
  against: Statement[];
}

/** What is read of a claim: its words, the heading above it, and the vector of `labels.neutral(text)`, of any length. */
export interface ClaimWords {
  text: string;
  heading?: string | undefined;
  vector: ArrayLike<number>;
}

type Embed = (texts: string[]) => Promise<number[][]>;

/** Embeds the definitions and examples of topics and the statements for and against targets. Vectors need not be of length one. */
export async function prepareLabels(registry: Registry, embed: Embed): Promise<Labels> {
  const neutral = makeNeutral(registry);
  const { rows, rowOf, vectorOf } = await embedAll(registry, neutral, embed);
  const statements = (texts: string[]) => texts.map((text) => ({ text, row: rowOf(text) }));
  const targets = registry.targets.map((target) => ({
    id: target.id,
    thesis: {
      ...readRelationText(readWording(neutral(thesisOf(target))), vectorOf(thesisOf(target))),
      contrary: vectorOf(negate(thesisOf(target))),
    },
    for: statements(target.for),
    against: statements(target.against),
  }));
  const background = targets.flatMap((target) => [...target.for, ...target.against]);
  const telling = tellingStems(
    registry.topics.map((topic) =>
      [topic.name, topic.definition, ...topic.examples, ...topic.terms].map((t) => neutral(t)),
    ),
  );
  const topics = registry.topics.map((topic, i) => {
    const definition = describeTopic(topic);
    const cosines = rows.cosines(vectorOf(definition));
    const baseline = background.reduce((sum, { row }) => sum + cosines[row]!, 0) / (background.length || 1);
    const examples = statements(topic.examples);
    return { id: topic.id, stems: telling[i]!, definition: rowOf(definition), examples, baseline };
  });
  const terms = new TermIndex(
    [...registry.topics, ...registry.targets].map((subject) => prepareTerms([...subject.terms], neutral)),
  );
  return {
    topics,
    weights: loadTopicWeights(),
    targets,
    relation: loadRelationWeights(),
    rows,
    terms,
    neutral: (text) => neutral(text),
  };
}

/**
 * Topics of each claim, best first, and its stance towards every target, from its words alone: names of countries, people
 * and organisations are set aside. `vector` is that of `labels.neutral(text)`; that of the text itself gives nearly the same.
 */
export function classify(
  claims: ClaimWords[],
  labels: Labels,
): { topics: { id: string; score: number }[]; stances: { target: string; stance: Stance; confidence: number }[] }[] {
  const findAbove = remember((heading: string) => termsIn(heading, labels));
  return claims.map((claim) => {
    const read = readClaim(claim, labels, findAbove);
    const topics = chooseTopics(probabilities(read.signs, labels), labels.weights);
    const stances = evidenceOf(read, labels).map((evidence, i) => ({
      target: labels.targets[i]!.id,
      ...readStance(evidence),
    }));
    return { topics: topics.map(({ id, probability }) => ({ id, score: round(probability) })), stances };
  });
}

/** What speaks for each topic in a claim, before it is weighed; in the order of the file. */
export function readSignsOf(claim: ClaimWords, labels: Labels): TopicSigns[] {
  return readClaim(claim, labels).signs;
}

/** Why a claim has the topics that {@link classify} gives it and no others, the likeliest first. */
export function explainTopics(claim: ClaimWords, labels: Labels): TopicReason[] {
  const { signs, cosines } = readClaim(claim, labels);
  const found = probabilities(signs, labels);
  const given = new Set(chooseTopics(found, labels.weights).map(({ id }) => id));
  return labels.topics
    .map((topic, i) => ({
      id: topic.id,
      given: given.has(topic.id),
      probability: round(found[i]!.probability),
      threshold: labels.weights.thresholds[topic.id] ?? labels.weights.threshold,
      terms: signs[i]!.terms.map(({ text }) => text),
      headingTerms: signs[i]!.heading.map(({ text }) => text),
      similarity: round(cosines[topic.definition]!),
      nearest: nearest(cosines, topic.examples, 1)[0] ?? null,
    }))
    .sort((a, b) => b.probability - a.probability || (a.id < b.id ? -1 : 1));
}

/** Why a claim has the stance towards each target that {@link classify} gives it, before a denial turns it; in the order of the file. */
export function explainStance(claim: ClaimWords, labels: Labels): StanceReason[] {
  const read = readClaim(claim, labels);
  const evidence = evidenceOf(read, labels);
  const own = readRelationText(read, unit(claim.vector));
  return labels.targets.map((target, i) => {
    const sides = (['for', 'against'] as const).flatMap((side) =>
      nearest(read.cosines, target[side], SHOWN).map((statement) => ({ side, ...statement })),
    );
    return {
      target: target.id,
      ...readStance(evidence[i]!),
      threshold: LEAST_CONFIDENCE,
      terms: read.terms[labels.topics.length + i]!.map(({ text }) => text),
      headingTerms: read.above[labels.topics.length + i]!.map(({ text }) => text),
      nearest: sides.sort((a, b) => b.similarity - a.similarity),
      words: tellingWords(read),
      relation: round(1 / (1 + Math.exp(-relate(target.thesis, own, labels.relation)))),
    };
  });
}

/** Statements of each side that an explanation shows. */
const SHOWN = 2;

interface ReadClaim {
  words: string[];
  stems: string[];
  /** The terms of each topic, then those of each target, that stand in the claim, and in the heading above it. */
  terms: Term[][];
  above: Term[][];
  /** To all rows. */
  cosines: Float32Array;
  signs: TopicSigns[];
}

function readClaim(
  { text, heading, vector }: ClaimWords,
  labels: Labels,
  findAbove = (words: string) => termsIn(words, labels),
): ReadClaim {
  const own = readWording(labels.neutral(text));
  const terms = labels.terms.find(own.stems);
  const above = findAbove(heading ?? '');
  const cosines = labels.rows.cosines(unit(vector));
  const signs = readSigns({ stems: own.stems, terms, heading: above, cosines }, labels.topics);
  return { ...own, terms, above, cosines, signs };
}

function termsIn(heading: string, { terms, neutral }: Labels): Term[][] {
  return terms.find(readWording(neutral(heading)).stems);
}

function probabilities(signs: TopicSigns[], { topics, weights }: Labels): { id: string; probability: number }[] {
  return topicFeatures(signs).map((features, i) => ({
    id: topics[i]!.id,
    probability: topicProbability(features, weights),
  }));
}

/** What a claim says about each target. */
function evidenceOf({ words, stems, terms, above, cosines }: ReadClaim, { topics, targets }: Labels): Evidence[] {
  const likeness = targets.map((target) => ({
    for: meanOfBest(target.for, cosines),
    against: meanOfBest(target.against, cosines),
  }));
  return likeness.map((own, i) => {
    const elsewhere = Math.max(0, ...likeness.filter((_, other) => other !== i).map((other) => other.for));
    const at = topics.length + i;
    const [named, headed] = [terms[at]!.length > 0, above[at]!.length > 0];
    return { words, stems, named, above: headed, cosines: { ...own, elsewhere } };
  });
}

function nearest(
  cosines: Float32Array,
  statements: Statement[],
  count: number,
): { text: string; similarity: number }[] {
  return statements
    .map(({ text, row }) => ({ text, similarity: round(cosines[row]!) }))
    .sort((a, b) => b.similarity - a.similarity)
    .slice(0, count);
}

function thesisOf({ name }: Target): string {
  return `${name} should be supported.`;
}

/** Vectors of all that the registry says of topics and targets. */
async function embedAll(
  registry: Registry,
  neutral: Neutral,
  embed: Embed,
): Promise<{ rows: Rows; rowOf: (text: string) => number; vectorOf: (text: string) => Float32Array }> {
  const texts = [
    ...registry.topics.flatMap((topic) => [describeTopic(topic), ...topic.examples]),
    ...registry.targets.flatMap((target) => [...target.for, ...target.against]),
    ...registry.targets.flatMap((target) => [thesisOf(target), negate(thesisOf(target))]),
  ];
  const vectors = (await embed(texts.map((text) => neutral(text)))).map(unit);
  const places = new Map(texts.map((text, i) => [text, i]));
  const rowOf = (text: string) => places.get(text)!;
  return { rows: new Rows(vectors), rowOf, vectorOf: (text) => vectors[rowOf(text)]! };
}

/** Terms that are nothing but names say who is spoken of, and not what of. Of those that are alike, the first. */
function prepareTerms(terms: string[], neutral: Neutral): Term[] {
  const byStems = new Map<string, Term>();
  for (const text of terms) {
    const bare = neutral(text, { loose: true });
    const { stems } = readWording(bare);
    const key = stems.join(' ');
    if (key !== '' && !isOnlyNames(bare) && !byStems.has(key)) byStems.set(key, { text, stems });
  }
  return [...byStems.values()];
}

/** One heading stands above many claims. */
function remember<T>(make: (text: string) => T): (text: string) => T {
  const made = new Map<string, T>();
  return (text) => {
    const known = made.get(text) ?? make(text);
    made.set(text, known);
    return known;
  };
}

function round(x: number): number {
  return Math.round(x * 1000) / 1000;
}
