import { createHash } from 'node:crypto';
import type { Target, Topic } from '../../src/claim.ts';
import { KINDS_OF_NAMES } from '../../src/neutral.ts';
import { isStopWord, remembered } from '../../src/text.ts';
import { stem as stemOf } from './terms.ts';
import { describeTopic } from './topics.ts';
import { Rows } from './vectors.ts';

/**
 * What labelled claims taught about topics, beyond the signs that all topics share, or about the sides towards targets, beyond
 * what the lists of words and the statements say; `npm run train:topics` and `npm run train:sides`.
 */
export interface LearnedTopics {
  /** For each topic that was learned its {@link meaningOf}, for each side its {@link sideOf}; the others are judged without. */
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

/** A side towards a target as it was when it was learned. */
export function sideOf({ id, name, description }: Target, side: 'supports' | 'opposes'): string {
  return `${id} ${side} ${createHash('sha256').update(`${name}: ${description}`).digest('hex').slice(0, HEX_DIGITS)}`;
}

const HEX_DIGITS = 12;

/**
 * What a text is known by, each once: its stems, those side by side, and how long ones begin ("certif" of "certify" and
 * "certificate"). `stems` are of the text without names. Words without a subject of their own ("would", and what stands for
 * a name) say nothing but what chance put beside them in the labelled claims, and count only beside another.
 */
export function wordFeatures(stems: readonly string[]): string[] {
  return [...new Set(stems.flatMap((_, i) => featuresAt(stems, i)))];
}

function featuresAt(stems: readonly string[], at: number): string[] {
  const stem = stems[at]!;
  const before = stems[at - 1];
  const found: string[] = [];
  if (!isEmpty(stem)) {
    found.push(stem);
    if (stem.length > BEGINNING) found.push(`${stem.slice(0, BEGINNING)}*`);
  }
  if (before !== undefined && !(isEmpty(before) && isEmpty(stem))) found.push(`${before} ${stem}`);
  return found;
}

const KINDS = new Set(KINDS_OF_NAMES.map(stemOf));
/** The stem of a stop word is that word. */
const isEmpty = remembered((stem) => isStopWord(stem) || KINDS.has(stem));

/** In letters; shorter beginnings join what has nothing in common. */
const BEGINNING = 5;

/** Stems of a claim and of the heading above it, and the claim's unit vector. */
export interface LearnedInput {
  stems: readonly string[];
  headingStems: readonly string[];
  vector: Float32Array;
}

/** What each of so many features counts, so that a long claim is no more sure than a short one: together they have length one. */
export function shareOf(count: number): number {
  return 1 / Math.sqrt(Math.max(1, count));
}

/** What was learned of topics, ready for many claims. */
export class Learned {
  readonly weights: LearnedTopics;
  readonly #vectors: Rows;
  /** The weights of a stem and of its beginning. */
  readonly #alone: (stem: string) => Float32Array[];
  /** Weights of pairs, by the second stem and then the first. */
  readonly #pairs = new Map<string, Map<string, Float32Array>>();

  constructor(weights: LearnedTopics) {
    const { vector, words } = weights;
    this.weights = weights;
    this.#vectors = new Rows(vector);
    this.#alone = remembered((stem) => featuresAt([stem], 0).flatMap((feature) => words.get(feature) ?? []));
    for (const [feature, row] of words) {
      const [first = '', second] = feature.split(' ');
      if (second !== undefined) this.#pairs.set(second, (this.#pairs.get(second) ?? new Map()).set(first, row));
    }
  }

  /** What is added to the log odds of each topic that was learned, in the order of `meanings`. */
  odds({ stems, headingStems, vector }: LearnedInput): Float32Array {
    const odds = Float32Array.from(this.weights.bias);
    // Of whole features, each of which counts once.
    const rows = new Set<Float32Array>();
    this.#collect(stems, rows);
    this.#collect(headingStems, rows);
    const share = shareOf(rows.size);
    for (const row of rows) for (let i = 0; i < odds.length; i++) odds[i]! += row[i]! * share;
    // Vectors of another length come from another model; the words are left.
    if (vector.length !== this.weights.vector[0]?.length) return odds;
    const products = this.#vectors.cosines(vector);
    for (let i = 0; i < odds.length; i++) odds[i]! += products[i]!;
    return odds;
  }

  /** Words of a claim by how much they speak for a topic, or against it; `words` and `stems` go together. */
  weigh(
    { words, stems }: { words: readonly string[]; stems: readonly string[] },
    topic: number,
  ): { word: string; weight: number }[] {
    const known = this.weights.words;
    const share = shareOf(wordFeatures(stems).filter((feature) => known.has(feature)).length);
    const pulls = new Map<string, number>();
    stems.forEach((stem, i) => {
      if (stems.indexOf(stem) !== i) return;
      for (const feature of featuresAt(stems, i)) {
        const word = feature.includes(' ') ? `${words[i - 1]} ${words[i]}` : words[i]!;
        pulls.set(word, (pulls.get(word) ?? 0) + (known.get(feature)?.[topic] ?? 0) * share);
      }
    });
    return [...pulls].map(([word, weight]) => ({ word, weight }));
  }

  #collect(stems: readonly string[], into: Set<Float32Array>): void {
    let before: string | undefined;
    for (const stem of stems) {
      for (const row of this.#alone(stem)) into.add(row);
      const pair = before === undefined ? undefined : this.#pairs.get(stem)?.get(before);
      if (pair) into.add(pair);
      before = stem;
    }
  }
}
