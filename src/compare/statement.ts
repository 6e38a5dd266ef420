import type { ScoredClaim } from '../contract.ts';
import { measureNearness, type Nearness } from './nearness.ts';
import { areVerbatim } from './origins.ts';
import type { Utterance } from './pair.ts';
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
  nearness: Nearness;
  earlier: number;
  later: number;
  /** Whether dates, or places in one document, say that `earlier` came first. */
  ordered: boolean;
}

/**
 * Compares statements with each other; what two are to each other is judged when it is asked for, once. Time grows with the
 * square of their number.
 */
export function compareAll(statements: readonly Statement[]): Kinship {
  const near = measureNearness(statements, mayBeOfOneMatter);
  const judged = new Map<number, Judgement | undefined>();
  const judge = (i: number, j: number): Judgement | undefined => {
    const [one, other] = [statements[i]!, statements[j]!];
    if (isFragment(one) || isFragment(other) || isWithin(one, other)) return undefined;
    const nearness = near(i, j);
    return nearness && judgePair(statements, i, j, nearness);
  };
  const between = (i: number, j: number) => {
    if (i > j) [i, j] = [j, i];
    const key = i * statements.length + j;
    if (!judged.has(key)) judged.set(key, judge(i, j));
    return judged.get(key);
  };
  return {
    same(i, j) {
      if (areVerbatim(statements[i]!.wording, statements[j]!.wording)) return 1;
      const judgement = between(i, j);
      return judgement && areAlike(judgement.nearness) ? judgement.likelihood.same : 0;
    },
    related: (i, j) => 1 - (between(i, j)?.likelihood.apart ?? 1),
    between,
  };
}

/** Whether the words of two claims are alike enough for one point: vectors alone put together what merely sounds alike. */
export function areAlike({ alike }: Nearness): boolean {
  return alike.mean >= ALIKE;
}
/** In cross-validation over the studied pairs nine of ten of those taken for one point were; with any likeness, three of four. */
const ALIKE = 0.4;

/** Where nothing says which came first, the likelier to answer the other counts as the later. */
function judgePair(statements: readonly Statement[], i: number, j: number, nearness: Nearness): Judgement {
  const order = inOrder(statements[i]!.claim, statements[j]!.claim);
  const inTurn = (earlier: number, later: number): Judgement => ({
    likelihood: relate(statements[earlier]!, statements[later]!, nearness),
    nearness,
    earlier,
    later,
    ordered: order !== 'unknown',
  });
  if (order === 'earlier') return inTurn(i, j);
  if (order === 'later') return inTurn(j, i);
  const [a, b] = [inTurn(i, j), inTurn(j, i)];
  return b.likelihood.answer > a.likelihood.answer ? b : a;
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
 * Whether two claims are near enough for anything to be said of both: by a rare word that they share, or by meaning. Of the
 * labelled pairs that have to do with each other nine in ten are, of the others six in ten; the classifier parts these.
 */
function mayBeOfOneMatter({ cosine, shared: { count } }: Omit<Nearness, 'alike'>): boolean {
  return cosine >= (count > 0 ? NEAR : NEAREST);
}
const NEAR = 0.4;
const NEAREST = 0.8;

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
