import type { Target } from '../claim.ts';
import { findContrary, findQuoted, isNamed, opposedOn, overlap } from './pair.ts';
import type { Judgement, Statement } from './statement.ts';
import { isResponse } from './wording.ts';

/** What joins two claims of different sides, with the reason in plain words. */
export interface LinkFound {
  kind: 'agree' | 'differ' | 'contradict' | 'answers';
  earlier: number;
  later: number;
  because: string;
  likelihood: number;
}

/** Least probability of a relation that is shown. */
const SHOWN = 0.5;
/**
 * Least probability that two claims are on one question at all, for contrary words or stances to count: the classifier itself
 * finds one difference in ten (bench:compare), so that differences rest on what can be named.
 */
const ON_ONE_QUESTION = 0.8;
/** Share of all their words that two claims have in common which differ in a number, a negation or a contrary word alone. */
const NEARLY_SAME = 0.4;
/** The same of the words of the shorter one, where the longer says more besides. */
const NEARLY_ALL = 0.75;
/** Cosine and share of rare words, together, of two claims that make one point: of the labelled ones three in four have more, of others one in ten. */
const ALIKE = 0.9;

/**
 * What two claims of different sides are to each other, as far as there is evidence in their words that can be named; nothing
 * otherwise. An answer also needs to be the later one for sure.
 */
export function findLinks(
  statements: readonly Statement[],
  judgement: Judgement,
  targets: readonly Target[],
): LinkFound[] {
  const { likelihood, earlier, later, ordered } = judgement;
  const [one, other] = [statements[earlier]!, statements[later]!];
  if (!canBeLinked(one, other)) return [];
  const found: LinkFound[] = [];
  const link = (kind: LinkFound['kind'], because: string, probability: number) =>
    found.push({ kind, earlier, later, because, likelihood: probability });
  const reply = whyAnswer(one, other);
  if (ordered && reply && likelihood.answer >= SHOWN) link('answers', reply, likelihood.answer);
  const contrary = whyContradict(one, other);
  const opposed = whyDiffer(one, other, targets) ?? contrary;
  const together = 1 - likelihood.apart;
  if (contrary && likelihood.contradict >= SHOWN) link('contradict', contrary, likelihood.contradict);
  else if (opposed && together >= ON_ONE_QUESTION) link('differ', opposed, together);
  else if (likelihood.same >= SHOWN && !opposed && areAlike(judgement) && !areTurned(one, other))
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

function areAlike({ cosine, shared }: Judgement): boolean {
  return shared.count > 1 && cosine + shared.jaccard >= ALIKE;
}

function whyAnswer(one: Statement, other: Statement): string | undefined {
  const quoted = findQuoted(one.wording, other.wording);
  if (quoted) return `quotes “${quoted}”`;
  const rejects = other.wording.rejects || isResponse(other.cue) || other.polarity === 'denied';
  if (rejects && isNamed(one.speaker, other.wording)) return `speaks of ${one.speaker.name} and rejects what was said`;
  return undefined;
}

/** Whether an odd number of what turns a sentence round parts two claims: a denial, a negation, a contrary word. */
function areTurned(one: Statement, other: Statement): boolean {
  const denied = one.polarity !== other.polarity;
  const negated = one.wording.negated !== other.wording.negated;
  return (denied !== negated) !== (findContrary(one.wording, other.wording) !== undefined);
}

function whyContradict(one: Statement, other: Statement): string | undefined {
  const { jaccard, contained } = overlap(one.wording.stems, other.wording.stems);
  if (jaccard < NEARLY_SAME && contained < NEARLY_ALL) return undefined;
  if (areTurned(one, other)) {
    const contrary = findContrary(one.wording, other.wording);
    const denied = one.polarity !== other.polarity;
    if (contrary) return `“${wordOf(one, contrary[0])}” against “${wordOf(other, contrary[1])}”`;
    return denied ? 'one side denies what the other asserts' : 'one is the negation of the other';
  }
  const [a, b] = [[...one.wording.numbers], [...other.wording.numbers]];
  const isOtherNumber = a.length > 0 && b.length > 0 && !a.some((number) => b.includes(number));
  return isOtherNumber ? `${a.join(', ')} against ${b.join(', ')}` : undefined;
}

/** Opposite stances towards something that both claims name: what a claim may mean for something else is a guess. */
function whyDiffer(one: Statement, other: Statement, targets: readonly Target[]): string | undefined {
  const opposed = opposedOn(one, other);
  const target = targets.find(({ id }) => id === opposed);
  if (!target) return undefined;
  const names = ({ wording }: Statement) => {
    const run = ` ${wording.run.join(' ')} `;
    return target.terms.some((term) => run.includes(` ${term.toLowerCase()} `));
  };
  return names(one) && names(other) ? `opposite stances towards ${target.name}` : undefined;
}

function whyAgree(one: Statement, other: Statement): string {
  const shared = [...one.wording.stems].filter((stem) => other.wording.stems.has(stem));
  if (shared.length === 0) return 'the same in other words';
  return `both say ${shared
    .slice(0, MOST_SHARED)
    .map((stem) => `“${wordOf(one, stem)}”`)
    .join(', ')}`;
}
const MOST_SHARED = 3;

/** The word of a claim that has a stem. */
function wordOf({ wording }: Statement, wanted: string): string {
  return wording.forms.get(wanted) ?? wanted;
}
