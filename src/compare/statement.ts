import type { ScoredClaim } from '../contract.ts';
import { countCommon } from './common.ts';
import { measureNearness, type Nearness, type Nearnesses } from './nearness.ts';
import { areNearlySame } from './origins.ts';
import { readPairs, type Utterance } from './pair.ts';
import { judge, type Likelihood, TRAINED } from './relation.ts';

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
 * Compares statements with each other; what two are to each other is judged when it is asked for. Of each pair two numbers are
 * kept, so that a comparison of thousands leaves few things behind. Time and memory grow with the square of their number.
 */
export function compareAll(statements: readonly Statement[]): Kinship {
  const size = statements.length;
  const common = countCommon(statements.map(({ wording }) => wording));
  const near = measureNearness(statements);
  const judgePair = pairJudge(statements, readPairs(statements, common));
  const fragments = statements.map(isFragment);
  const between = (i: number, j: number): Judgement | undefined => {
    if (i > j) [i, j] = [j, i];
    if (fragments[i] || fragments[j] || !mayBeOfOneMatter(near, i, j)) return undefined;
    return isWithin(statements[i]!, statements[j]!) ? undefined : judgePair(i, j, near.of(i, j));
  };
  const [same, related] = [new Float64Array(size * size).fill(UNKNOWN), new Float64Array(size * size)];
  const placeOf = (i: number, j: number) => {
    const place = Math.min(i, j) * size + Math.max(i, j);
    if (same[place] === UNKNOWN) {
      const judgement = between(i, j);
      same[place] = judgement && areAlike(judgement.nearness) ? judgement.likelihood.same : 0;
      related[place] = 1 - (judgement?.likelihood.apart ?? 1);
    }
    return place;
  };
  return {
    same(i, j) {
      if (areNearlySame(statements[i]!.wording, statements[j]!.wording, common.stems(i, j))) return 1;
      return same[placeOf(i, j)]!;
    },
    related: (i, j) => related[placeOf(i, j)]!,
    between,
  };
}
/** In place of a probability. */
const UNKNOWN = -1;

/** Whether the words of two claims are alike enough for one point: vectors alone put together what merely sounds alike. */
export function areAlike({ alike }: Nearness): boolean {
  return alike.mean >= ALIKE;
}
/** In cross-validation over the studied pairs nine of ten of those taken for one point were; with any likeness, three of four. */
const ALIKE = 0.4;

/**
 * A function that judges two statements by how near they are. Where nothing says which came first, the likelier to answer the
 * other counts as the later.
 */
function pairJudge(
  statements: readonly Statement[],
  read: ReturnType<typeof readPairs>,
): (i: number, j: number, nearness: Nearness) => Judgement {
  const inTurn = (earlier: number, later: number, nearness: Nearness, ordered: boolean): Judgement => {
    const likelihood = judge(read(earlier, later, nearness), TRAINED);
    return { likelihood, nearness, earlier, later, ordered };
  };
  return (i, j, nearness) => {
    const order = inOrder(statements[i]!.claim, statements[j]!.claim);
    if (order === 'earlier') return inTurn(i, j, nearness, true);
    if (order === 'later') return inTurn(j, i, nearness, true);
    const ordered = order !== 'unknown';
    const [a, b] = [inTurn(i, j, nearness, ordered), inTurn(j, i, nearness, ordered)];
    return b.likelihood.answer > a.likelihood.answer ? b : a;
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
 * Whether two claims are near enough for anything to be said of both: by a rare word that they share, or by meaning. Of the
 * labelled pairs that have to do with each other nine in ten are, of the others six in ten; the classifier parts these.
 */
function mayBeOfOneMatter(near: Pick<Nearnesses, 'cosine' | 'count'>, i: number, j: number): boolean {
  return near.cosine(i, j) >= (near.count(i, j) > 0 ? NEAR : NEAREST);
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
