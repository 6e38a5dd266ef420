import { SHAPES, type Unit } from './words.ts';

/** What the network says of every unit: a score for each label, and vectors by which units point at one another. */
export interface Scores {
  /** Units by {@link LABELS}. */
  emissions: Float32Array;
  /** Units by heads by query and key by their size. */
  points: Float32Array;
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
  const stretches = stretchesOf(bestLabels(scores.emissions, weights.transitions));
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
  private readonly size: number;
  private readonly reach: number;
  /** Running counts before each unit: unlabelled words, cues begun, sentences begun, blocks ended. */
  private readonly counts: Int32Array[];

  private readonly units: Unit[];
  private readonly scores: Scores;
  private readonly weights: Weights;
  private readonly stretches: Record<Kind, Stretch[]>;

  constructor(units: Unit[], scores: Scores, weights: Weights, stretches: Record<Kind, Stretch[]>) {
    this.units = units;
    this.scores = scores;
    this.weights = weights;
    this.stretches = stretches;
    this.size = scores.points.length / Math.max(1, units.length) / HEADS / 2;
    this.reach = (weights.near[0]!.length - 1) / 2;
    this.counts = this.countAll();
  }

  sourceOf(cue: Stretch): Choice {
    const found = this.best(cue.from, CUE_TO_SOURCE, this.stretches.source);
    if (found.to) return found;
    const { probabilities, low } = this.pointer(cue.from, CUE_TO_SOURCE);
    const at = low + probabilities.indexOf(Math.max(...probabilities));
    if (at === cue.from || this.labelProbability(at, 1) + this.labelProbability(at, 2) < LIKELY_SOURCE) return found;
    return { to: { from: at, to: at + 1 }, probability: probabilities[at - low]! };
  }

  /** The cheapest candidate for the unit `here`, or nothing where that is cheaper. */
  best(here: number, head: number, candidates: Stretch[]): Choice {
    const { probabilities, low } = this.pointer(here, head);
    const cost = (probability: number) => -POINTER * Math.log(Math.max(probability, 1e-9));
    let least = NOTHING + cost(probabilities[here - low]!);
    let to: Stretch | undefined;
    let probability = probabilities[here - low]!;
    for (let i = firstFrom(candidates, low); i < candidates.length; i++) {
      const candidate = candidates[i]!;
      if (candidate.from >= low + probabilities.length) break;
      const p = probabilities[candidate.from - low]!;
      const total = this.distance(here, candidate) + cost(p);
      if (total < least) [least, to, probability] = [total, candidate, p];
    }
    return { to, probability };
  }

  /** Mean probability that the units of a content are in one. */
  certainty({ from, to }: Stretch): number {
    let sum = 0;
    for (let i = from; i < to; i++) sum += this.labelProbability(i, 5) + this.labelProbability(i, 6);
    return sum / (to - from);
  }

  private distance(here: number, { from, to }: Stretch): number {
    const [a, b] = from > here ? [here, from] : [to, here];
    if (a >= b) return 0;
    const between = this.counts.map((count) => count[b]! - count[a]!);
    return between[0]! + CROSSED * Math.max(0, between[1]!) + SENTENCE * between[2]! + BLOCK * between[3]!;
  }

  private countAll(): Int32Array[] {
    const counts = [0, 1, 2, 3].map(() => new Int32Array(this.units.length + 1));
    const labelled = new Uint8Array(this.units.length);
    const begins = new Uint8Array(this.units.length);
    for (const kind of KINDS) for (const { from, to } of this.stretches[kind]) labelled.fill(1, from, to);
    for (const { from } of this.stretches.cue) begins[from] = 1;
    this.units.forEach((unit, i) => {
      const shape = SHAPES[unit.shape]!;
      const ends = shape === 'break';
      const word = !labelled[i] && shape !== 'mark' && !ends;
      [word, begins[i] === 1, unit.initial, ends].forEach((counted, k) => {
        counts[k]![i + 1] = counts[k]![i]! + (counted ? 1 : 0);
      });
    });
    return counts;
  }

  private labelProbability(unit: number, label: number): number {
    const { emissions } = this.scores;
    let sum = 0;
    for (let k = 0; k < LABELS; k++) sum += Math.exp(emissions[unit * LABELS + k]! - emissions[unit * LABELS + label]!);
    return 1 / sum;
  }

  private pointer(here: number, head: number): { probabilities: number[]; low: number } {
    const { size, reach, units } = this;
    const { points } = this.scores;
    const low = Math.max(0, here - reach);
    const high = Math.min(units.length, here + reach + 1);
    const query = (here * HEADS + head) * 2 * size;
    const values: number[] = [];
    for (let i = low; i < high; i++) {
      const key = ((i * HEADS + head) * 2 + 1) * size;
      let sum = 0;
      for (let k = 0; k < size; k++) sum += points[query + k]! * points[key + k]!;
      values.push(sum / Math.sqrt(size) + this.weights.near[head]![i - here + reach]!);
    }
    const most = Math.max(...values);
    const total = values.reduce((sum, value) => sum + Math.exp(value - most), 0);
    return { probabilities: values.map((value) => Math.exp(value - most) / total), low };
  }
}

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
  let score = transitions[LABELS]!.map((start, k) => start + emissions[k]!);
  for (let i = 1; i < count; i++) {
    const next: number[] = [];
    for (let k = 0; k < LABELS; k++) {
      let best = 0;
      for (let j = 1; j < LABELS; j++)
        if (score[j]! + transitions[j]![k]! > score[best]! + transitions[best]![k]!) best = j;
      came[i * LABELS + k] = best;
      next.push(score[best]! + transitions[best]![k]! + emissions[i * LABELS + k]!);
    }
    score = next;
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
