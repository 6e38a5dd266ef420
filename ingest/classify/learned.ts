import { createHash } from 'node:crypto';
import type { Topic } from '../../src/claim.ts';
import { describeTopic } from './topics.ts';

/** What labelled claims taught about topics, beyond the signs that all topics share; `npm run train:topics`. */
export interface LearnedTopics {
  /** For each topic that was learned its {@link meaningOf}; the others of the file are judged by their signs alone. */
  meanings: string[];
  bias: Float32Array;
  /** Of the numbers of a claim's unit vector, for each topic. */
  vector: Float32Array[];
  /** For each feature of {@link wordFeatures} that was seen more than once, its weight for each topic. */
  words: Map<string, Float32Array>;
}

/** A topic as it was when it was learned: one that was described anew has another meaning, and is learned no longer. */
export function meaningOf(topic: Topic): string {
  return `${topic.id} ${createHash('sha256').update(describeTopic(topic)).digest('hex').slice(0, HEX_DIGITS)}`;
}

const HEX_DIGITS = 12;

/**
 * What a text is known by, each once: its stems, those side by side, and how long ones begin ("certif" of "certify" and
 * "certificate"). `stems` are of the text without names.
 */
export function wordFeatures(stems: readonly string[]): string[] {
  return [...new Set(stems.flatMap((_, i) => featuresAt(stems, i)))];
}

function featuresAt(stems: readonly string[], at: number): string[] {
  const stem = stems[at]!;
  const found = [stem];
  if (stem.length > BEGINNING) found.push(`${stem.slice(0, BEGINNING)}*`);
  if (at > 0) found.push(`${stems[at - 1]} ${stem}`);
  return found;
}

/** In letters; shorter beginnings join what has nothing in common. */
const BEGINNING = 5;

/** Stems of a claim and of the heading above it, and the claim's unit vector. */
export interface LearnedInput {
  stems: readonly string[];
  headingStems: readonly string[];
  vector: Float32Array;
}

/** What is added to the log odds of each topic that was learned, in the order of `meanings`. */
export function learnedOdds(input: LearnedInput, { bias, vector, words }: LearnedTopics): Float32Array {
  const odds = Float32Array.from(bias);
  const rows = [...new Set([...wordFeatures(input.stems), ...wordFeatures(input.headingStems)])].flatMap(
    (feature) => words.get(feature) ?? [],
  );
  const share = shareOf(rows.length);
  for (const row of rows) for (let i = 0; i < odds.length; i++) odds[i]! += row[i]! * share;
  vector.forEach((weights, i) => {
    // Vectors of another length come from another model; the words are left.
    if (weights.length === input.vector.length) odds[i]! += dot(weights, input.vector);
  });
  return odds;
}

/** What each of so many features counts, so that a long claim is no more sure than a short one: together they have length one. */
export function shareOf(count: number): number {
  return 1 / Math.sqrt(Math.max(1, count));
}

/** Words of a claim by how much they speak for a topic, or against it; `words` and `stems` go together. */
export function weighWords(
  { words, stems }: { words: readonly string[]; stems: readonly string[] },
  learned: LearnedTopics,
  topic: number,
): { word: string; weight: number }[] {
  const share = shareOf(wordFeatures(stems).filter((feature) => learned.words.has(feature)).length);
  const weights = new Map<string, number>();
  stems.forEach((stem, i) => {
    if (stems.indexOf(stem) !== i) return;
    for (const feature of featuresAt(stems, i)) {
      const word = feature.includes(' ') ? `${words[i - 1]} ${words[i]}` : words[i]!;
      const weight = (learned.words.get(feature)?.[topic] ?? 0) * share;
      weights.set(word, (weights.get(word) ?? 0) + weight);
    }
  });
  return [...weights].map(([word, weight]) => ({ word, weight }));
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
