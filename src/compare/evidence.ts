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
/** Two claims that share fewer of their words may differ in a number or a negation without contradicting each other. */
const NEARLY_SAME = 0.5;

/**
 * What two claims of different sides are to each other, as far as there is evidence in their words that can be named; nothing
 * otherwise. An answer also needs to be the later one for sure.
 */
export function findLinks(
  statements: readonly Statement[],
  judgement: Judgement,
  targets: ReadonlyMap<string, string>,
): LinkFound[] {
  const { likelihood, earlier, later, ordered } = judgement;
  const [one, other] = [statements[earlier]!, statements[later]!];
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
  else if (likelihood.same >= SHOWN && !opposed) link('agree', whyAgree(one, other), likelihood.same);
  return found;
}

function whyAnswer(one: Statement, other: Statement): string | undefined {
  const quoted = findQuoted(one.wording, other.wording);
  if (quoted) return `quotes “${quoted}”`;
  const rejects = other.wording.rejects || isResponse(other.cue) || other.polarity === 'denied';
  if (rejects && isNamed(one.speaker, other.wording)) return `speaks of ${one.speaker.name} and rejects what was said`;
  return undefined;
}

function whyContradict(one: Statement, other: Statement): string | undefined {
  const { contained } = overlap(one.wording.stems, other.wording.stems);
  if (contained >= NEARLY_SAME) {
    if (one.polarity !== other.polarity) return 'one side denies what the other asserts';
    if (one.wording.negated !== other.wording.negated) return 'one is the negation of the other';
    const [a, b] = [[...one.wording.numbers], [...other.wording.numbers]];
    if (a.length > 0 && b.length > 0 && !a.some((number) => b.includes(number)))
      return `${a.join(', ')} against ${b.join(', ')}`;
  }
  const contrary = findContrary(one.wording, other.wording);
  return contrary && `“${wordOf(one, contrary[0])}” against “${wordOf(other, contrary[1])}”`;
}

function whyDiffer(one: Statement, other: Statement, targets: ReadonlyMap<string, string>): string | undefined {
  const target = opposedOn(one, other);
  return target && `opposite stances towards ${targets.get(target) ?? target}`;
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
