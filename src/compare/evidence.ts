import type { Target } from '../claim.ts';
import { findContrary, findQuoted, isNamed, opposedOn, overlap } from './pair.ts';
import { areAlike, type Judgement, type Statement } from './statement.ts';
import { isResponse } from './wording.ts';

/** What joins two claims of different sides, with the reason in plain words. */
export interface LinkFound {
  kind: 'agree' | 'differ' | 'contradict' | 'answers';
  earlier: number;
  later: number;
  because: string;
  likelihood: number;
}

/**
 * Least probability of each relation that is shown, beside a reason that can be named. Set in cross-validation over the
 * studied pairs, where four of five of each were right; opposite positions are hardest to tell, and most are not shown.
 */
const SHOWN = { agree: 0.5, contradict: 0.3, differ: 0.5, answers: 0.25 };
/** The same of a contradiction where one side says “no” of a part of what the other says. */
const SHOWN_IN_PART = 0.5;
/** Least probability that two claims are on one question at all, for opposite stances to count. */
const ON_ONE_QUESTION = 0.8;
/** Share of all their words that two claims have in common of which one is the other's negation. */
const NEARLY_SAME = 0.4;
/** The same of the words of the shorter one, where the longer says more besides. */
const NEARLY_ALL = 0.75;

/**
 * What two claims of different sides are to each other, as far as there is evidence in their words that can be named; nothing
 * otherwise. An answer also needs to be the later one for sure.
 */
export function findLinks(
  statements: readonly Statement[],
  judgement: Judgement,
  targets: readonly Target[],
): LinkFound[] {
  const { likelihood, nearness, earlier, later, ordered } = judgement;
  const [one, other] = [statements[earlier]!, statements[later]!];
  if (!canBeLinked(one, other)) return [];
  const found: LinkFound[] = [];
  const link = (kind: LinkFound['kind'], because: string, probability: number) =>
    found.push({ kind, earlier, later, because, likelihood: probability });
  const reply = whyAnswer(one, other, judgement);
  if (ordered && reply && likelihood.answer >= SHOWN.answers) link('answers', reply, likelihood.answer);
  const contrary = whyContradict(one, other);
  const opposed = whyDiffer(one, other) ?? (contrary?.least === SHOWN.contradict ? contrary.because : undefined);
  const stances = whyOpposed(one, other, targets);
  const apart = likelihood.contradict + likelihood.differ;
  if (contrary && likelihood.contradict >= contrary.least) link('contradict', contrary.because, likelihood.contradict);
  else if (opposed && apart >= SHOWN.differ) link('differ', opposed, apart);
  else if (stances && likelihood.apart <= 1 - ON_ONE_QUESTION) link('differ', stances, 1 - likelihood.apart);
  else if (likelihood.same >= SHOWN.agree && areAlike(nearness) && !opposed && !stances && !areTurned(one, other))
    link('agree', whyAgree(one, other), likelihood.same);
  return found;
}

/** False where nothing can be said of two claims: nobody agrees or argues with themselves, and damaged text has lost its negations. */
function canBeLinked(one: Statement, other: Statement): boolean {
  const [a, b] = [one.claim, other.claim];
  if (a.quality === 'damaged' || b.quality === 'damaged') return false;
  const makers = makersOf(a);
  return !makersOf(b).some((id) => makers.includes(id));
}

function makersOf({ speaker, jointly }: Statement['claim']): string[] {
  return [speaker, ...jointly].map(({ id }) => id);
}

function whyAnswer(one: Statement, other: Statement, { nearness }: Judgement): string | undefined {
  const quoted = findQuoted(one.wording, other.wording);
  if (quoted) return `quotes “${quoted}”`;
  const responds = isResponse(other.cue);
  if (!other.wording.rejects && !responds && other.polarity !== 'denied') return undefined;
  if (isNamed(one.speaker, other.wording)) return `speaks of ${one.speaker.name} and rejects what was said`;
  if (responds && nearness.shared.count >= FEWEST_SHARED) return `“${other.cue}”, of ${quoteShared(one, other)}`;
  return undefined;
}
/** Rare words in common: with fewer, who answers without saying whom may mean another, and who agrees may speak of something else. */
const FEWEST_SHARED = 2;

/** Whether an odd number of what turns a sentence round parts two claims: a denial, a negation, a contrary word. */
function areTurned(one: Statement, other: Statement): boolean {
  const denied = one.polarity !== other.polarity;
  const negated = one.wording.negated !== other.wording.negated;
  return (denied !== negated) !== (findContrary(one.wording, other.wording) !== undefined);
}

/** What sets two claims against each other, and from which probability on. */
function whyContradict(one: Statement, other: Statement): { because: string; least: number } | undefined {
  const plain = (because: string) => ({ because, least: SHOWN.contradict });
  if (areTurned(one, other)) {
    const contrary = findContrary(one.wording, other.wording);
    if (contrary) return plain(`“${wordOf(one, contrary[0])}” against “${wordOf(other, contrary[1])}”`);
    if (one.polarity !== other.polarity) return plain('one side denies what the other asserts');
    const { jaccard, contained } = overlap(one.wording.stems, other.wording.stems);
    if (jaccard >= NEARLY_SAME || contained >= NEARLY_ALL) return plain('one is the negation of the other');
    const [negation] = one.wording.negated ? one.wording.negations : other.wording.negations;
    return { because: `one says “${negation}”, of ${quoteShared(one, other)}`, least: SHOWN_IN_PART };
  }
  const [a, b] = [[...one.wording.numbers], [...other.wording.numbers]];
  const isOtherNumber = a.length > 0 && b.length > 0 && !a.some((number) => b.includes(number));
  return isOtherNumber ? plain(`${a.join(', ')} against ${b.join(', ')}`) : undefined;
}

/** Opposite stances towards something that both claims name: what a claim may mean for something else is a guess. */
function whyOpposed(one: Statement, other: Statement, targets: readonly Target[]): string | undefined {
  const opposed = opposedOn(one, other);
  const target = targets.find(({ id }) => id === opposed);
  if (!target) return undefined;
  const names = ({ wording }: Statement) => {
    const run = ` ${wording.run.join(' ')} `;
    return target.terms.some((term) => run.includes(` ${term.toLowerCase()} `));
  };
  return names(one) && names(other) ? `opposite stances towards ${target.name}` : undefined;
}

/** Praise in one claim against blame in the other. */
function whyDiffer(one: Statement, other: Statement): string | undefined {
  const [kind, unkind] = one.wording.valence > other.wording.valence ? [one, other] : [other, one];
  const { praise } = kind.wording;
  const { blame } = unkind.wording;
  if (!praise || !blame || kind.wording.valence < STRONG || unkind.wording.valence > -STRONG) return undefined;
  return `“${praise}” against “${blame}”`;
}
/** Valence from which words praise or blame. */
const STRONG = 0.3;

function whyAgree(one: Statement, other: Statement): string {
  const shared = quoteShared(one, other);
  return shared === '' ? 'the same in other words' : `both say ${shared}`;
}

/** The first words that two claims share. */
function quoteShared(one: Statement, other: Statement): string {
  return [...one.wording.stems]
    .filter((stem) => other.wording.stems.has(stem))
    .slice(0, MOST_SHARED)
    .map((stem) => `“${wordOf(one, stem)}”`)
    .join(', ');
}
const MOST_SHARED = 3;

/** The word of a claim that has a stem. */
function wordOf({ wording }: Statement, wanted: string): string {
  return wording.forms.get(wanted) ?? wanted;
}
