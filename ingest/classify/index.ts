import type { Registry, Stance, Target } from '../../src/claim.ts';
import { isOnlyNames, makeNeutral, type Neutral } from '../../src/neutral.ts';
import type { StanceReason, TopicReason } from './explain.ts';
import { Learned, type LearnedInput, meaningOf, sideOf } from './learned.ts';
import { loadLearnedSides, loadLearnedTopics, loadRelationWeights, loadTopicWeights } from './model.ts';
import { negate } from './negate.ts';
import { type Proposition, type RelationWeights, readRelationText, relate } from './relation.ts';
import { type Evidence, LEAST_CONFIDENCE, readStance, type SideOdds, tellingWords } from './stance.ts';
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
  topicOdds,
} from './topics.ts';
import { Rows, unit } from './vectors.ts';

export type { StanceReason, TopicReason } from './explain.ts';
export { turned } from './polarity.ts';

/** Topics and targets with their vectors, made once for many claims. */
export interface Labels {
  topics: PreparedTopic[];
  weights: TopicWeights;
  learned: Learned;
  /** Of the sides towards targets. */
  sides: Learned;
  /** How telling each stem is of each topic. */
  telling: Map<string, Float32Array>;
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
  /** The places of its sides among what was learned of sides; undefined where nothing was. */
  learned: { supports: number; opposes: number } | undefined;
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
  const sides = new Learned(loadLearnedSides());
  const targets = registry.targets.map((target) => ({
    id: target.id,
    learned: placesOf(target, sides),
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
  const learned = new Learned(loadLearnedTopics());
  const topics = registry.topics.map((topic) => {
    const definition = describeTopic(topic);
    const cosines = rows.cosines(vectorOf(definition));
    const baseline = background.reduce((sum, { row }) => sum + cosines[row]!, 0) / (background.length || 1);
    const examples = statements(topic.examples);
    const place = learned.weights.meanings.indexOf(meaningOf(topic));
    return {
      id: topic.id,
      learned: place < 0 ? undefined : place,
      definition: rowOf(definition),
      examples,
      baseline,
    };
  });
  const terms = new TermIndex(
    [...registry.topics, ...registry.targets].map((subject) => prepareTerms([...subject.terms], neutral)),
  );
  return {
    topics,
    weights: loadTopicWeights(),
    learned,
    sides,
    telling,
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
  const findAbove = remember((heading: string) => readHeading(heading, labels));
  return claims.map((claim) => {
    const read = readClaim(claim, labels, findAbove);
    const topics = chooseTopics(probabilities(read, labels));
    const learned = learnedOf(read, labels);
    const stances = evidenceOf(read, labels).map((evidence, i) => ({
      target: labels.targets[i]!.id,
      ...readStance(evidence, learned[i]),
    }));
    return { topics: topics.map(({ id, probability }) => ({ id, score: round(probability) })), stances };
  });
}

/** What topics are read from in a claim, before it is weighed: signs in the order of the file, the heading's and the claim's own stems. */
export function readForTopics(claim: ClaimWords, labels: Labels): { signs: TopicSigns[] } & LearnedInput {
  const { signs, stems } = readClaim(claim, labels);
  const headingStems = readHeading(claim.heading ?? '', labels).stems;
  return { signs, stems, headingStems, vector: unit(claim.vector) };
}

/** Why a claim has the topics that {@link classify} gives it and no others, the likeliest first. */
export function explainTopics(claim: ClaimWords, labels: Labels): TopicReason[] {
  const read = readClaim(claim, labels);
  const { signs, cosines } = read;
  const found = probabilities(read, labels);
  const given = new Set(chooseTopics(found).map(({ id }) => id));
  return labels.topics
    .map((topic, i) => ({
      id: topic.id,
      given: given.has(topic.id),
      probability: round(found[i]!.probability),
      threshold: found[i]!.threshold,
      terms: signs[i]!.terms.map(({ text }) => text),
      headingTerms: signs[i]!.heading.map(({ text }) => text),
      similarity: round(cosines[topic.definition]!),
      nearest: nearest(cosines, topic.examples, 1)[0] ?? null,
      words: topic.learned === undefined ? [] : strongest(labels.learned.weigh(read, topic.learned)),
    }))
    .sort((a, b) => b.probability - a.probability || (a.id < b.id ? -1 : 1));
}

/** Why a claim has the stance towards each target that {@link classify} gives it, before a denial turns it; in the order of the file. */
export function explainStance(claim: ClaimWords, labels: Labels): StanceReason[] {
  const read = readClaim(claim, labels);
  const evidence = evidenceOf(read, labels);
  const learned = learnedOf(read, labels);
  const own = readRelationText(read, unit(claim.vector));
  return labels.targets.map((target, i) => {
    const sides = (['for', 'against'] as const).flatMap((side) =>
      nearest(read.cosines, target[side], SHOWN).map((statement) => ({ side, ...statement })),
    );
    return {
      target: target.id,
      ...readStance(evidence[i]!, learned[i]),
      threshold: LEAST_CONFIDENCE,
      terms: read.terms[labels.topics.length + i]!.map(({ text }) => text),
      headingTerms: read.above[labels.topics.length + i]!.map(({ text }) => text),
      nearest: sides.sort((a, b) => b.similarity - a.similarity),
      words: strongest(sum([...tellingWords(read), ...weighSides(read, target, labels)])),
      relation: round(1 / (1 + Math.exp(-relate(target.thesis, own, labels.relation)))),
    };
  });
}

/** What the words of a claim add for support, less what they add for opposition. */
function weighSides(
  read: ReadClaim,
  { learned }: PreparedTarget,
  { sides }: Labels,
): { word: string; weight: number }[] {
  if (!learned) return [];
  const against = sides.weigh(read, learned.opposes).map(({ word, weight }) => ({ word, weight: -weight }));
  return [...sides.weigh(read, learned.supports), ...against];
}

function sum(words: readonly { word: string; weight: number }[]): { word: string; weight: number }[] {
  const totals = new Map<string, number>();
  for (const { word, weight } of words) totals.set(word, (totals.get(word) ?? 0) + weight);
  return [...totals].map(([word, weight]) => ({ word, weight }));
}

/** Statements of each side that an explanation shows. */
const SHOWN = 2;

/** The words that pulled most, strongest first. */
function strongest(words: { word: string; weight: number }[]): { word: string; weight: number }[] {
  return words
    .map(({ word, weight }) => ({ word, weight: round(weight) }))
    .filter(({ weight }) => Math.abs(weight) >= LEAST_PULL)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || (a.word < b.word ? -1 : 1))
    .slice(0, WORDS_SHOWN);
}

/** In log odds. */
const LEAST_PULL = 0.1;
const WORDS_SHOWN = 5;

interface ReadClaim {
  words: string[];
  stems: string[];
  /** The terms of each topic, then those of each target, that stand in the claim, and in the heading above it. */
  terms: Term[][];
  above: Term[][];
  /** To all rows. */
  cosines: Float32Array;
  signs: TopicSigns[];
  /** What was learned of topics adds to their log odds. */
  learned: Float32Array;
  /** What was learned of sides adds to theirs. */
  sides: Float32Array;
}

/** The heading above a claim: its stems, and the terms in it. */
interface ReadHeading {
  stems: string[];
  terms: Term[][];
}

function readClaim(
  { text, heading, vector }: ClaimWords,
  labels: Labels,
  findAbove = (words: string) => readHeading(words, labels),
): ReadClaim {
  const own = readWording(labels.neutral(text));
  const terms = labels.terms.find(own.stems);
  const above = findAbove(heading ?? '');
  const bare = unit(vector);
  const cosines = labels.rows.cosines(bare);
  const signs = readSigns({ stems: own.stems, terms, heading: above.terms, cosines }, labels);
  const input = { stems: own.stems, headingStems: above.stems, vector: bare };
  const [learned, sides] = [labels.learned.odds(input), labels.sides.odds(input)];
  return { terms, above: above.terms, cosines, signs, learned, sides, ...own };
}

function readHeading(heading: string, { terms, neutral }: Labels): ReadHeading {
  const { stems } = readWording(neutral(heading));
  return { stems, terms: terms.find(stems) };
}

function probabilities(
  { signs, learned }: ReadClaim,
  { topics, weights }: Labels,
): { id: string; probability: number; threshold: number }[] {
  return topicFeatures(signs).map((features, i) => {
    const { id, learned: place } = topics[i]!;
    const isLearned = place !== undefined;
    const odds = topicOdds(features, weights) + (isLearned ? learned[place]! : 0);
    const threshold = (isLearned ? weights.thresholds[id] : undefined) ?? weights.threshold;
    return { id, probability: 1 / (1 + Math.exp(-odds)), threshold };
  });
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
    return { words, stems, named, above: headed, cosines: { elsewhere, ...own } };
  });
}

/** For each target what was learned of its sides. */
function learnedOf({ sides }: ReadClaim, { targets }: Labels): (SideOdds | undefined)[] {
  return targets.map(
    ({ learned }) => learned && { supports: sides[learned.supports]!, opposes: sides[learned.opposes]! },
  );
}

function placesOf(target: Target, { weights: { meanings } }: Learned): PreparedTarget['learned'] {
  const [supports, opposes] = (['supports', 'opposes'] as const).map((side) => meanings.indexOf(sideOf(target, side)));
  return supports! >= 0 && opposes! >= 0 ? { supports: supports!, opposes: opposes! } : undefined;
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
