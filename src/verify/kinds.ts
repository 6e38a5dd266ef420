import { contrariesOf } from '../antonyms.ts';
import type { Difference, DifferenceKind } from '../contract.ts';
import { stem } from '../stem.ts';
import { isStopWord } from '../text.ts';
import type { Atom, Reading } from './atoms.ts';
import {
  areContraries,
  areContraryPhrases,
  areContraryQuantities,
  chineseClasses,
  classOf,
  expand,
  isApproximate,
  isAttempt,
  isAuxiliary,
  isExtent,
  isFuture,
  isHedgePhrase,
  isNegativeVerb,
} from './lexicon.ts';
import { figureOf, isDate, isMeasure, isNumeric } from './numbers.ts';
import { differInTense, shareVerb } from './verbs.ts';

/** A word of a difference, as what it is in its own text. */
export interface Term {
  /** In lower case, contractions in full. */
  word: string;
  name: boolean;
  date: boolean;
  /** A figure follows. */
  beforeNumber: boolean;
}

/** Words that one text has where the other has others. */
export interface Change {
  /** The passage's. */
  expected: Term[];
  /** The quotation's. */
  found: Term[];
  /** The words lie within one sentence. */
  inSentence: boolean;
}

/** Kinds that can reverse or forge what was said, however short the edit. */
const SERIOUS = new Set<DifferenceKind>(['negation', 'number', 'name', 'hedge']);

/**
 * What a change of words is, by the gravest that is true of it: a negation, a number or date, a name, how sure it is, how
 * many it holds of, when; else words replaced, dropped or added. Long changes are only the latter, since a clause that
 * holds a name is not a change of name; they are serious where a negation went or came with them.
 */
export function kindOf(change: Change): Pick<Difference, 'kind' | 'serious'> {
  const kind = shortKind(change) ?? operationOf(change);
  if (SERIOUS.has(kind)) return { kind, serious: true };
  const { expected, found } = withoutShared(change);
  const isTurned = ({ word }: Term) => found.some((other) => areContraryQuantities(word, other.word));
  const serious =
    kind === 'order'
      ? [...change.expected, ...change.found].some(isGrave)
      : kind === 'quantifier'
        ? expected.some(isTurned)
        : kind === 'replaced' && areOpposite(expected, found);
  return { kind, serious: serious || (change.inSentence && count(expected, isNegation) !== count(found, isNegation)) };
}

/** One word, with what is short beside it, for its opposite: "easy" for "hard". */
function areOpposite(expected: Term[], found: Term[]): boolean {
  if (Math.max(expected.length, found.length) > FEW_WORDS) return false;
  const stems = found.map(({ word }) => stem(word));
  return expected.some(({ word }) => contrariesOf(stem(word)).some((contrary) => stems.includes(contrary)));
}

/** The words of a text as terms. */
export function termsOf(
  reading: Reading,
  { start, end }: { start: number; end: number },
  isName: (index: number) => boolean,
): Term[] {
  const { text, atoms } = reading;
  return atoms.slice(start, end).flatMap((atom, i) => {
    const common = { name: isName(start + i), date: isDate(rawOf(text, atom)) };
    const next = atoms[start + i + 1];
    const beforeNumber = next !== undefined && isNumeric(next.key);
    return expand(atom.key).map((word) => ({ word, ...common, beforeNumber }));
  });
}

/** Whether a word alone may turn a sentence round. */
export function isGrave(term: Term): boolean {
  return term.name || isFigure(term) || isNegation(term) || isHedge(term);
}

function rawOf(text: string, { start, end }: Atom): string {
  return text.slice(start, end);
}

function operationOf({ expected, found }: Change): DifferenceKind {
  return found.length === 0 ? 'dropped' : expected.length === 0 ? 'added' : 'replaced';
}

/** Words on one side of a change that may still be called by one of them. */
const MOST_WORDS = 6;
/** Of a class that a phrase may hold beside other words, so many words; above it they must be half of the words. */
const FEW_WORDS = 3;

function shortKind(change: Change): DifferenceKind | undefined {
  if (isSameOtherwise(change)) return 'spelling';
  if (haveSameWords(change)) return 'order';
  const { expected, found } = withoutShared(change);
  const chinese = chineseKind(change);
  if (chinese) return chinese;
  if (Math.max(expected.length, found.length) > MOST_WORDS) return undefined;
  const all = [...expected, ...found];
  const weighs = (is: (term: Term) => boolean) => {
    const content = all.filter((term) => is(term) || !isStopWord(term.word));
    return all.some(is) && (all.length <= FEW_WORDS || count(content, is) * 2 >= content.length);
  };
  if (isHedgePhrase(wordsOf(expected)) || isHedgePhrase(wordsOf(found)) || isTried(expected, found)) return 'hedge';
  if (isNegated(expected, found)) return 'negation';
  if (weighs(isFigure) || isOtherMeasure(expected, found)) return 'number';
  if (weighs((term) => term.name)) return 'name';
  if (isOfTense(expected, found)) return 'tense';
  if (expected.some(isOfExtent) && found.some(isOfExtent)) return 'quantifier';
  if (weighs(isHedge)) return 'hedge';
  if (weighs((term) => classOf(term.word) === 'quantifier')) return 'quantifier';
  return undefined;
}

/** The same verb, which one side only tries or means: "tries to forbid" for "forbids", "plans to sell" for "will sell". */
function isTried(expected: Term[], found: Term[]): boolean {
  const beforeVerb = (terms: Term[], others: Term[]) => {
    const [one, other] = [terms.at(-1), others.at(-1)];
    return one && other && shareVerb(one.word, other.word) ? terms.slice(0, -1) : terms;
  };
  const [one, other] = [beforeVerb(expected, found), beforeVerb(found, expected)].map(wordsOf);
  return isAttempt(one!) !== isAttempt(other!);
}

/** The same words in another form of writing: "cyber security", "do not" and "don't", "12" and "twelve", an accent, initials. */
function isSameOtherwise({ expected, found }: Change): boolean {
  if (expected.length === 0 || found.length === 0) return false;
  const [one, other] = [wordsOf(expected), wordsOf(found)];
  if (withoutAccents(one.join('')) === withoutAccents(other.join(''))) return true;
  const value = figureOf(one);
  return (
    (value !== undefined && value === figureOf(other)) || areInitials(expected, found) || areInitials(found, expected)
  );
}

/** "EU" for "European Union": names by their initials. */
function areInitials(short: Term[], long: Term[]): boolean {
  const [one] = short;
  if (short.length !== 1 || !one!.name || long.length < 2 || !long.every(({ name }) => name)) return false;
  return one!.word === long.map(({ word }) => word.charAt(0)).join('');
}

function haveSameWords({ expected, found }: Change): boolean {
  return expected.length > 0 && wordsOf(expected).sort().join(' ') === wordsOf(found).sort().join(' ');
}

/** Without the words that both sides have, so that "may not sell" and "will sell" differ in "may not" and "will". */
function withoutShared({ expected, found }: Change): Pick<Change, 'expected' | 'found'> {
  const left = [...found];
  const kept = expected.filter(({ word }) => {
    const at = left.findIndex((term) => term.word === word);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return { expected: kept, found: left };
}

/** Where the one denies and the other does not: a negative word more or less, or two words of which one is the contrary. */
function isNegated(expected: Term[], found: Term[]): boolean {
  if (count(expected, isNegation) !== count(found, isNegation)) return true;
  const denies = (terms: Term[]) =>
    terms.some(({ word }, i) => isNegativeVerb(word) && terms[i + 1]?.word === 'to' && terms.length === 2);
  if (denies(expected) !== denies(found)) return true;
  if (areContraryPhrases(wordsOf(expected), wordsOf(found))) return true;
  return expected.some((one) => found.some((other) => areContraries(one.word, other.word)));
}

/** The same verbs in other forms, with other auxiliaries or none: "sells" and "has sold", "will run" and "ran". */
function isOfTense(expected: Term[], found: Term[]): boolean {
  const forms = (terms: Term[]) => terms.filter(({ word }) => !isAuxiliary(word));
  const auxiliaries = (terms: Term[]) => terms.filter(({ word }) => isAuxiliary(word));
  const [one, other] = [forms(expected), forms(found)];
  if (one.length !== other.length) return false;
  const [ours, theirs] = [auxiliaries(expected), auxiliaries(found)];
  if (!one.every((term, i) => shareVerb(term.word, other[i]!.word))) return false;
  if (one.some((term, i) => differInTense(term.word, other[i]!.word))) return true;
  if (one.length > 0) return ours.length + theirs.length > 0;
  // Auxiliaries alone: "is" and "was", "is" and "will be"; but "will" for "would" or for nothing is how sure the speaker was.
  const isCertain = (terms: Term[]) => terms.some(({ word }) => !isFuture(word));
  return isCertain(ours) || isCertain(theirs);
}

function chineseKind(change: Change): DifferenceKind | undefined {
  const text = (terms: Term[]) => terms.map(({ word }) => word).join('');
  const [one, other] = [text(change.expected), text(change.found)];
  if ([...one, ...other].length > 2 * MOST_WORDS) return undefined;
  const [ours, theirs] = [chineseClasses(one), chineseClasses(other)];
  const differs = (name: (typeof ours)[number]) => ours.includes(name) || theirs.includes(name);
  if (ours.includes('negation') !== theirs.includes('negation')) return 'negation';
  return (['number', 'hedge', 'quantifier'] as const).find(differs);
}

function isNegation({ word }: Term): boolean {
  return classOf(word) === 'negation';
}

function isFigure({ word, date }: Term): boolean {
  return date || isNumeric(word);
}

function isHedge({ word, beforeNumber }: Term): boolean {
  const found = classOf(word);
  return found === 'modal' || found === 'hedge' || (isApproximate(word) && beforeNumber);
}

function isOfExtent({ word }: Term): boolean {
  return isExtent(word);
}

/** Weeks for months: the same figure of something else is another figure. "A month" and "months" are not. */
function isOtherMeasure(expected: Term[], found: Term[]): boolean {
  const [one, other] = [expected, found].map((terms) => terms.filter(({ word }) => isMeasure(word)));
  const stem = ({ word }: Term) => word.replace(/s$/, '');
  return one!.length === 1 && other!.length === 1 && stem(one![0]!) !== stem(other![0]!);
}

function count(terms: Term[], is: (term: Term) => boolean): number {
  return terms.filter(is).length;
}

function wordsOf(terms: Term[]): string[] {
  return terms.map(({ word }) => word);
}

function withoutAccents(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '');
}
