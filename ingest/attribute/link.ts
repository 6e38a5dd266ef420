import { Products, roomFor } from '../../src/products.ts';
import { SHAPES, type Unit } from './words.ts';

/** What the network says of every unit: a score for each label, and vectors by which units point at one another. */
export interface Scores {
  /** Units by {@link LABELS}. */
  emissions: Float32Array;
  /** Where the points are: units by heads by query and key by their size, from {@link FIRST_POINT} on. */
  points: Products;
}

/** Room for the scores of so many units. */
export function makeScores(units: number): Scores {
  // Keys are read by fours, so that some after the last are read too.
  const points = new Products(FIRST_POINT + (units + roomFor(1)) * POINTS);
  return { emissions: new Float32Array(units * LABELS), points };
}

export interface Weights {
  /** Scores of a label after another; the last row is the start. */
  transitions: number[][];
  /** For each head, scores by distance from `-reach` to `reach`. */
  near: number[][];
}

/** A labelled stretch: units `[from, to)`. */
export interface Stretch {
  from: number;
  to: number;
}

/** Stretches that belong together; what was not found is absent. */
export interface Link {
  source: Stretch | undefined;
  cue: Stretch | undefined;
  content: Stretch[];
  /** Mean probability of the labels of the content, by the network alone, times that of the pointers. */
  certainty: number;
}

export const LABELS = 7;
const KINDS = ['source', 'cue', 'content'] as const;
type Kind = (typeof KINDS)[number];

/** Heads of the pointer. */
const CONTENT_TO_CUE = 0;
const CUE_TO_SOURCE = 1;
const CONTENT_TO_SOURCE = 2;
const HEADS = 3;
/** Numbers in a query or a key. */
const SIZE = 64;
/** Numbers by which one unit points. */
export const POINTS = HEADS * 2 * SIZE;
/** Farthest that a pointer may see, in units to either side. */
const FARTHEST = 255;
/** Before the points stands what one unit has to those around it. */
export const FIRST_POINT = roomFor(2 * FARTHEST + 1);

/** Weight of a pointer's log probability against distance in words. */
const POINTER = 4;
/** In words: another cue between, the end of a sentence, the end of a block. */
const CROSSED = 3;
const SENTENCE = 1;
const BLOCK = 15;
/** What it costs, in words, to link to nothing. */
const NOTHING = 2;
/** A unit that no label makes a source is taken for one from this probability. */
const LIKELY_SOURCE = 0.05;

/** Sources, cues and contents by Viterbi search, linked by distance and pointer. Linear in the units. */
export function linkUnits(units: Unit[], scores: Scores, weights: Weights): Link[] {
  const stretches = stretchesOf(bestLabels(scores.emissions.subarray(0, units.length * LABELS), weights.transitions));
  const place = new Placed(units, scores, weights, stretches);
  const linkOf = new Map<Stretch, Link>();
  const sources = new Map(stretches.cue.map((cue) => [cue, place.sourceOf(cue)]));
  const links: Link[] = [];
  for (const content of stretches.content) {
    const sure = place.certainty(content);
    const found = place.best(content.from, CONTENT_TO_CUE, stretches.cue);
    const known = found.to && linkOf.get(found.to);
    if (known) {
      known.content.push(content);
      known.certainty = Math.min(known.certainty, sure);
      continue;
    }
    const source = found.to ? sources.get(found.to) : place.best(content.from, CONTENT_TO_SOURCE, stretches.source);
    const link: Link = {
      source: source?.to,
      cue: found.to,
      content: [content],
      certainty: sure * Math.sqrt(found.probability * (source?.probability ?? 1)),
    };
    if (found.to) linkOf.set(found.to, link);
    links.push(link);
  }
  return links;
}

interface Choice {
  to: Stretch | undefined;
  probability: number;
}

class Placed {
  private readonly reach: number;
  /** Before each unit, unlabelled words, sentences begun and blocks ended, each in words of distance. */
  private readonly passed: Int32Array;
  /** Before each unit, cues begun. */
  private readonly cues: Int32Array;
  /** Of the units that the last {@link point} saw, from `low` on: exponentials of their scores, and their sum. */
  private readonly weighed: Float64Array;
  private low = 0;
  private seen = 0;
  private total = 0;

  private readonly units: Unit[];
  private readonly scores: Scores;
  private readonly near: Float64Array[];
  private readonly stretches: Record<Kind, Stretch[]>;

  constructor(units: Unit[], scores: Scores, weights: Weights, stretches: Record<Kind, Stretch[]>) {
    this.units = units;
    this.scores = scores;
    this.near = weights.near.map((row) => Float64Array.from(row));
    this.stretches = stretches;
    this.reach = Math.min(FARTHEST, (this.near[0]!.length - 1) / 2);
    this.weighed = new Float64Array(2 * this.reach + 1);
    this.passed = new Int32Array(units.length + 1);
    this.cues = new Int32Array(units.length + 1);
    this.count();
  }

  sourceOf(cue: Stretch): Choice {
    const found = this.best(cue.from, CUE_TO_SOURCE, this.stretches.source);
    if (found.to) return found;
    let most = 0;
    for (let i = 1; i < this.seen; i++) if (this.weighed[i]! > this.weighed[most]!) most = i;
    const at = this.low + most;
    if (at === cue.from || this.probabilityOf(at, 1, 2) < LIKELY_SOURCE) return found;
    return { to: { from: at, to: at + 1 }, probability: this.probability(at) };
  }

  /** The cheapest candidate for the unit `here`, or nothing where that is cheaper. */
  best(here: number, head: number, candidates: Stretch[]): Choice {
    this.point(here, head);
    const cost = (probability: number) => -POINTER * Math.log(Math.max(probability, 1e-9));
    let probability = this.probability(here);
    let least = NOTHING + cost(probability);
    let to: Stretch | undefined;
    for (let i = firstFrom(candidates, this.low); i < candidates.length; i++) {
      const candidate = candidates[i]!;
      if (candidate.from >= this.low + this.seen) break;
      const p = this.probability(candidate.from);
      const total = this.distance(here, candidate) + cost(p);
      if (total < least) [least, to, probability] = [total, candidate, p];
    }
    return { to, probability };
  }

  /** Mean probability that the units of a content are in one. */
  certainty({ from, to }: Stretch): number {
    let sum = 0;
    for (let i = from; i < to; i++) sum += this.probabilityOf(i, 5, 6);
    return sum / (to - from);
  }

  private distance(here: number, { from, to }: Stretch): number {
    const [a, b] = from > here ? [here, from] : [to, here];
    if (a >= b) return 0;
    const crossed = this.cues[b]! - this.cues[a]!;
    return this.passed[b]! - this.passed[a]! + CROSSED * crossed;
  }

  private count(): void {
    const { units, passed, cues, stretches } = this;
    const labelled = new Uint8Array(units.length);
    for (const kind of KINDS) for (const { from, to } of stretches[kind]) labelled.fill(1, from, to);
    for (const { from } of stretches.cue) cues[from + 1] = 1;
    for (let i = 0; i < units.length; i++) {
      const { shape, initial } = units[i]!;
      const word = !labelled[i] && shape !== MARK && shape !== BREAK ? 1 : 0;
      passed[i + 1] = passed[i]! + word + (initial ? SENTENCE : 0) + (shape === BREAK ? BLOCK : 0);
      cues[i + 1]! += cues[i]!;
    }
  }

  /** Probability that a unit has one of two labels, by the emissions alone. */
  private probabilityOf(unit: number, one: number, other: number): number {
    const { emissions } = this.scores;
    const at = unit * LABELS;
    let sum = 0;
    for (let k = 0; k < LABELS; k++) sum += Math.exp(emissions[at + k]! - emissions[at + one]!);
    return (1 + Math.exp(emissions[at + other]! - emissions[at + one]!)) / sum;
  }

  /** Of a unit that the last {@link point} saw. */
  private probability(unit: number): number {
    return this.weighed[unit - this.low]! / this.total;
  }

  /** Weighs all units within reach for the one `here`: a scaled dot product, and what the distance adds. */
  private point(here: number, head: number): void {
    const { reach, weighed } = this;
    const { points } = this.scores;
    const near = this.near[head]!;
    const low = Math.max(0, here - reach);
    const seen = Math.min(this.units.length, here + reach + 1) - low;
    const at = FIRST_POINT + head * 2 * SIZE;
    const key = { rows: at + low * POINTS + SIZE, step: POINTS, count: seen };
    points.multiply({ vector: at + here * POINTS, size: SIZE, ...key, into: 0 });
    const products = points.numbers.subarray(0, seen);
    const scale = 1 / Math.sqrt(SIZE);
    let most = -Infinity;
    for (let i = 0; i < seen; i++) {
      const value = products[i]! * scale + near[low + i - here + reach]!;
      weighed[i] = value;
      if (value > most) most = value;
    }
    let total = 0;
    for (let i = 0; i < seen; i++) total += weighed[i] = Math.exp(weighed[i]! - most);
    this.low = low;
    this.seen = seen;
    this.total = total;
  }
}

const MARK = SHAPES.indexOf('mark');
const BREAK = SHAPES.indexOf('break');

/** Index of the first stretch that begins at a unit or after it. */
function firstFrom(stretches: Stretch[], unit: number): number {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stretches[middle]!.from < unit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The best sequence of labels (Viterbi). */
export function bestLabels(emissions: Float32Array, transitions: number[][]): Uint8Array {
  const count = emissions.length / LABELS;
  const labels = new Uint8Array(count);
  if (count === 0) return labels;
  const came = new Uint8Array(count * LABELS);
  const steps = Float64Array.from(transitions.flat());
  let score = new Float64Array(LABELS);
  let next = new Float64Array(LABELS);
  for (let k = 0; k < LABELS; k++) score[k] = steps[LABELS * LABELS + k]! + emissions[k]!;
  for (let i = 1; i < count; i++) {
    for (let k = 0; k < LABELS; k++) {
      let best = 0;
      let most = score[0]! + steps[k]!;
      for (let j = 1; j < LABELS; j++) {
        const value = score[j]! + steps[j * LABELS + k]!;
        if (value > most) {
          most = value;
          best = j;
        }
      }
      came[i * LABELS + k] = best;
      next[k] = most + emissions[i * LABELS + k]!;
    }
    [score, next] = [next, score];
  }
  let label = score.indexOf(Math.max(...score));
  for (let i = count - 1; i >= 0; i--) {
    labels[i] = label;
    label = came[i * LABELS + label]!;
  }
  return labels;
}

/** Stretches of each kind, in order. Odd labels begin one; the label after goes on. */
function stretchesOf(labels: Uint8Array): Record<Kind, Stretch[]> {
  const found: Record<Kind, Stretch[]> = { source: [], cue: [], content: [] };
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    if (label % 2 === 0) continue;
    let to = i + 1;
    while (labels[to] === label + 1) to++;
    found[KINDS[(label - 1) / 2]!].push({ from: i, to });
  }
  return found;
}
