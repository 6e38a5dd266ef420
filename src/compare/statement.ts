import type { ScoredClaim } from '../contract.ts';
import { areVerbatim } from './origins.ts';
import { dot, overlap, type Utterance } from './pair.ts';
import { type Likelihood, relate } from './relation.ts';

/** A claim in the columns of a comparison, as it is compared with others. */
export interface Statement extends Utterance {
  claim: ScoredClaim;
  /** The document in which it stands; of copies of one text, the name that stands for them. */
  source: string;
  /** The columns in which it stands. */
  sides: readonly string[];
}

/** What every two statements are to each other. */
export interface Kinship {
  /** Probability that two statements make one point; 1 where they have nearly the same words. */
  same(i: number, j: number): number;
  /** Probability that two statements speak of one matter. */
  related(i: number, j: number): number;
  /** The likelihoods, with which of the two came first as far as is known. */
  between(i: number, j: number): Judgement | undefined;
}

export interface Judgement {
  likelihood: Likelihood;
  earlier: number;
  later: number;
  /** Whether dates, or places in one document, say that `earlier` came first. */
  ordered: boolean;
}

/** Below this cosine, statements that share no word are of different matters. */
const FAR = 0.3;

/** Compares every statement with every other. Time grows with the square of their number. */
export function compareAll(statements: readonly Statement[]): Kinship {
  const count = statements.length;
  const judged = new Map<number, Judgement>();
  for (let i = 0; i < count; i++)
    for (let j = i + 1; j < count; j++) {
      const [one, other] = [statements[i]!, statements[j]!];
      const cosine = dot(one.vector, other.vector);
      if (cosine >= FAR || overlap(one.wording.stems, other.wording.stems).jaccard > 0)
        judged.set(i * count + j, judge(statements, i, j, cosine));
    }
  const between = (i: number, j: number) => judged.get(i < j ? i * count + j : j * count + i);
  return {
    same: (i, j) =>
      areVerbatim(statements[i]!.wording, statements[j]!.wording) ? 1 : (between(i, j)?.likelihood.same ?? 0),
    related: (i, j) => 1 - (between(i, j)?.likelihood.apart ?? 1),
    between,
  };
}

/** Where nothing says which came first, the likelier to answer the other counts as the later. */
function judge(statements: readonly Statement[], i: number, j: number, cosine: number): Judgement {
  const [one, other] = [statements[i]!, statements[j]!];
  const order = inOrder(one.claim, other.claim);
  const forward = () => ({
    likelihood: relate(one, other, cosine),
    earlier: i,
    later: j,
    ordered: order !== 'unknown',
  });
  const backward = () => ({
    likelihood: relate(other, one, cosine),
    earlier: j,
    later: i,
    ordered: order !== 'unknown',
  });
  if (order === 'earlier') return forward();
  if (order === 'later') return backward();
  const [a, b] = [forward(), backward()];
  return b.likelihood.answer > a.likelihood.answer ? b : a;
}

/** When the first of two claims was made beside the second: by place in one document, or else by date. */
function inOrder(a: ScoredClaim, b: ScoredClaim): 'earlier' | 'later' | 'same day' | 'unknown' {
  if (a.document === b.document) return a.start <= b.start ? 'earlier' : 'later';
  if (a.date === null || b.date === null) return 'unknown';
  const length = Math.min(a.date.length, b.date.length);
  const [one, other] = [a.date.slice(0, length), b.date.slice(0, length)];
  if (one !== other) return one < other ? 'earlier' : 'later';
  return a.date.length === DAY && b.date.length === DAY ? 'same day' : 'unknown';
}

/** Characters of a date that is known to the day. */
const DAY = 10;
