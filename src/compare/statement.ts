import type { ScoredClaim } from '../contract.ts';
import { GROUP, Products, roomFor } from '../products.ts';
import { areVerbatim } from './origins.ts';
import type { Utterance } from './pair.ts';
import { type Likelihood, relate } from './relation.ts';
import { type Shared, weighShared } from './telling.ts';

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
  /** Of their vectors. */
  cosine: number;
  /** What of their words they share. */
  shared: Shared;
  earlier: number;
  later: number;
  /** Whether dates, or places in one document, say that `earlier` came first. */
  ordered: boolean;
}

/** Compares every statement with every other that is near it. Time grows with the square of their number. */
export function compareAll(statements: readonly Statement[]): Kinship {
  const count = statements.length;
  const weighed = weighShared(statements.map(({ wording }) => wording));
  const cosines = cosinesOf(statements.map(({ vector }) => vector));
  const judged = new Map<number, Judgement>();
  for (let i = 0; i < count; i++) {
    const beside = cosines(i);
    for (let j = i + 1; j < count; j++) {
      const [one, other] = [statements[i]!, statements[j]!];
      const [cosine, shared] = [beside[j]!, weighed(i, j)];
      if (!mayBeOfOneMatter(cosine, shared) || isFragment(one) || isFragment(other) || isWithin(one, other)) continue;
      judged.set(i * count + j, judge(statements, i, j, { cosine, shared }));
    }
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
function judge(
  statements: readonly Statement[],
  i: number,
  j: number,
  { cosine, shared }: Pick<Judgement, 'cosine' | 'shared'>,
): Judgement {
  const [one, other] = [statements[i]!, statements[j]!];
  const order = inOrder(one.claim, other.claim);
  const forward = () => ({
    likelihood: relate(one, other, cosine),
    cosine,
    shared,
    earlier: i,
    later: j,
    ordered: order !== 'unknown',
  });
  const backward = () => ({
    likelihood: relate(other, one, cosine),
    cosine,
    shared,
    earlier: j,
    later: i,
    ordered: order !== 'unknown',
  });
  if (order === 'earlier') return forward();
  if (order === 'later') return backward();
  const [a, b] = [forward(), backward()];
  return b.likelihood.answer > a.likelihood.answer ? b : a;
}

/** A function that gives the cosines of one of some unit vectors with all of them; what it gives holds until it is called again. */
function cosinesOf(vectors: readonly Float32Array[]): (i: number) => Float32Array {
  const step = Math.ceil(Math.max(1, ...vectors.map(({ length }) => length)) / GROUP) * GROUP;
  const into = roomFor(vectors.length) * step;
  const products = new Products(into + roomFor(vectors.length));
  vectors.forEach((vector, i) => {
    products.numbers.set(vector, i * step);
  });
  return (i) => {
    products.multiply({ vector: i * step, size: step, rows: 0, step, count: vectors.length, into });
    return products.numbers.subarray(into, into + vectors.length);
  };
}

/** Whether a paraphrase says too little to be compared with others: cut out of its sentence it may mean anything. */
function isFragment({ claim, wording }: Statement): boolean {
  return claim.manner === 'indirect' && wording.stems.size < FEWEST_STEMS;
}
const FEWEST_STEMS = 4;

/** Whether one claim is told within the other: who reports a claim says nothing else of it. */
function isWithin({ claim: a }: Statement, { claim: b }: Statement): boolean {
  return a.document === b.document && a.version === b.version && a.start < b.end && b.start < a.end;
}

/**
 * Whether two claims are near enough for anything to be said of both: by rare words that they share, or by meaning with at
 * least some. Set where the rows of the bundled corpus, read one by one, still spoke of one matter: stricter, a third of the
 * topics had no row of two sides; looser, every other such row was chance.
 */
function mayBeOfOneMatter(cosine: number, { jaccard, count }: Shared): boolean {
  if (cosine >= NEAREST) return true;
  return count >= FEWEST_SHARED && jaccard >= (cosine >= NEAR ? FEW_SHARED : RARE_SHARED);
}
/** One word in common is mostly chance. */
const FEWEST_SHARED = 2;
const RARE_SHARED = 0.17;
const FEW_SHARED = 0.08;
const NEAR = 0.6;
const NEAREST = 0.84;

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
