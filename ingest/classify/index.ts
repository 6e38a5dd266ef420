import type { Registry, Stance } from '../../src/claim.ts';
import { isOnlyNames, makeNeutral, type Neutral } from '../../src/neutral.ts';
import type { StanceReason, TopicReason } from './explain.ts';
import { loadTopicWeights } from './model.ts';
import { LEAST_CONFIDENCE, readStance, tellingWords } from './stance.ts';
import { contains, readWording } from './terms.ts';
import {
  chooseTopics,
  describeTopic,
  type PreparedTerm,
  type PreparedTopic,
  readSigns,
  type TopicSigns,
  type TopicWeights,
  tellingStems,
  topicFeatures,
  topicProbability,
} from './topics.ts';
import { dot, unit } from './vectors.ts';

export type { StanceReason, TopicReason } from './explain.ts';

/** Topics and targets with their vectors, made once for many claims. */
export interface Labels {
  topics: PreparedTopic[];
  weights: TopicWeights;
  targets: PreparedTarget[];
  /** Without the names of countries, persons and organisations. Vectors for {@link classify} are of this text. */
  neutral: (text: string) => string;
}

/** A target ready for comparing: its terms as stems, and the vectors of its statements. */
export interface PreparedTarget {
  id: string;
  terms: PreparedTerm[];
  for: Statement[];
  against: Statement[];
}

interface Statement {
  text: string;
  vector: Float32Array;
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
  const vectors = await embedAll(registry, neutral, embed);
  const statements = (texts: string[]) => texts.map((text) => ({ text, vector: vectors(text) }));
  const targets = registry.targets.map((target) => ({
    id: target.id,
    terms: prepareTerms([...target.terms], neutral),
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
    const definition = vectors(describeTopic(topic));
    const baseline =
      background.reduce((sum, { vector }) => sum + dot(vector, definition), 0) / (background.length || 1);
    const terms = prepareTerms(topic.terms, neutral);
    return { id: topic.id, terms, stems: telling[i]!, definition, examples: statements(topic.examples), baseline };
  });
  return { topics, weights: loadTopicWeights(), targets, neutral: (text) => neutral(text) };
}

/**
 * Topics of each claim, best first, and its stance towards every target, from its words alone: names of countries, people
 * and organisations are set aside. `vector` is that of `labels.neutral(text)`; that of the text itself gives nearly the same.
 */
export function classify(
  claims: ClaimWords[],
  labels: Labels,
): { topics: { id: string; score: number }[]; stances: { target: string; stance: Stance; confidence: number }[] }[] {
  const headingStems = remember((heading: string) => readWording(labels.neutral(heading)).stems);
  return claims.map((claim) => {
    const read = readClaim(claim, labels, headingStems);
    const topics = chooseTopics(probabilities(read.signs, labels), labels.weights);
    const stances = labels.targets.map((target) => ({
      target: target.id,
      ...readStance(evidenceOf(read, target, labels), stemsOf(target.terms)),
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
  const { signs, vector } = readClaim(claim, labels);
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
      similarity: round(dot(vector, topic.definition)),
      nearest: nearest(vector, topic.examples, 1)[0] ?? null,
    }))
    .sort((a, b) => b.probability - a.probability || (a.id < b.id ? -1 : 1));
}

/** Why a claim has the stance towards each target that {@link classify} gives it, before a denial turns it; in the order of the file. */
export function explainStance(claim: ClaimWords, labels: Labels): StanceReason[] {
  const read = readClaim(claim, labels);
  return labels.targets.map((target) => {
    const sides = (['for', 'against'] as const).flatMap((side) =>
      nearest(read.vector, target[side], SHOWN).map((statement) => ({ side, ...statement })),
    );
    return {
      target: target.id,
      ...readStance(evidenceOf(read, target, labels), stemsOf(target.terms)),
      threshold: LEAST_CONFIDENCE,
      terms: target.terms.filter((term) => contains(read.stems, term.stems)).map(({ text }) => text),
      headingTerms: target.terms.filter((term) => contains(read.above, term.stems)).map(({ text }) => text),
      nearest: sides.sort((a, b) => b.similarity - a.similarity),
      words: tellingWords(read),
    };
  });
}

/** Statements of each side that an explanation shows. */
const SHOWN = 2;

interface ReadClaim {
  words: string[];
  stems: string[];
  /** Stems of the heading above the claim. */
  above: string[];
  vector: Float32Array;
  signs: TopicSigns[];
}

function readClaim(
  { text, heading, vector }: ClaimWords,
  labels: Labels,
  stemsOfHeading = (words: string) => readWording(labels.neutral(words)).stems,
): ReadClaim {
  const own = readWording(labels.neutral(text));
  const above = heading === undefined ? [] : stemsOfHeading(heading);
  const direction = unit(vector);
  const signs = readSigns({ stems: own.stems, heading: above, vector: direction }, labels.topics);
  return { ...own, above, vector: direction, signs };
}

function probabilities(signs: TopicSigns[], { topics, weights }: Labels): { id: string; probability: number }[] {
  return topics.map(({ id }, i) => ({ id, probability: topicProbability(topicFeatures(signs, i), weights) }));
}

function evidenceOf({ words, stems, above, vector }: ReadClaim, target: PreparedTarget, { targets }: Labels) {
  const like = (statements: Statement[]) => best(statements.map((statement) => dot(vector, statement.vector)));
  const elsewhere = Math.max(0, ...targets.filter((other) => other !== target).map((other) => like(other.for)));
  return { words, stems, heading: above, cosines: { for: like(target.for), against: like(target.against), elsewhere } };
}

function stemsOf(terms: PreparedTerm[]): string[][] {
  return terms.map(({ stems }) => stems);
}

function nearest(vector: Float32Array, statements: Statement[], count: number): { text: string; similarity: number }[] {
  return statements
    .map((statement) => ({ text: statement.text, similarity: round(dot(vector, statement.vector)) }))
    .sort((a, b) => b.similarity - a.similarity)
    .slice(0, count);
}

/** Vectors of all that the registry says of topics and targets, by the text. */
async function embedAll(registry: Registry, neutral: Neutral, embed: Embed): Promise<(text: string) => Float32Array> {
  const texts = [
    ...registry.topics.flatMap((topic) => [describeTopic(topic), ...topic.examples]),
    ...registry.targets.flatMap((target) => [...target.for, ...target.against]),
  ];
  const rows = await embed(texts.map((text) => neutral(text)));
  const byText = new Map(texts.map((text, i) => [text, unit(rows[i]!)]));
  return (text) => byText.get(text)!;
}

/** Terms that are nothing but names say who is spoken of, and not what of. Of those that are alike, the first. */
function prepareTerms(terms: string[], neutral: Neutral): PreparedTerm[] {
  const byStems = new Map<string, PreparedTerm>();
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

/** Mean of the two highest: one statement alone may be near by chance. */
function best(cosines: number[]): number {
  const [first = 0, second = first] = [...cosines].sort((a, b) => b - a);
  return (first + second) / 2;
}

function round(x: number): number {
  return Math.round(x * 1000) / 1000;
}
