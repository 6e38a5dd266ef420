import type { Span } from '../claim.ts';
import type { Difference } from '../contract.ts';
import { fold } from '../text.ts';
import { type Atom, FEWEST_WORDS, hasSameMarks, opensSentence, type Reading, sizeOf } from './atoms.ts';
import { kindOf, termsOf } from './kinds.ts';
import { classOf, isReporting } from './lexicon.ts';
import { namesOf } from './names.ts';
import { type Run, reordered, runsOf, type Seam } from './runs.ts';
import { type Mates, type Sides, sameness } from './sides.ts';

/**
 * The differences in text order, each of its kind: words, their order and spelling, and punctuation, which is shown with
 * the words at its sides.
 */
export function differencesOf(sides: Sides, mates: Mates): Difference[] {
  const isSame = sameness(sides, mates);
  const describe = describer(sides);
  const differences: Difference[] = [];
  for (const item of reordered(runsOf(sides, mates), sides)) {
    if ('kind' in item) differences.push(describe(item));
    else if (!sides.damaged) differences.push(...betweenWords(sides, item));
  }
  if (sides.damaged) return differences;
  const before = isSame(0) ? [...leadBefore(sides, mates, describe), ...edgeBefore(sides, mates[0]!, describe)] : [];
  const after = isSame(mates.length - 1) ? edgeAfter(sides, mates.at(-1)!, describe) : [];
  return [...before, ...differences, ...after];
}

/** Offsets into the texts, where they are not those of the run's atoms. */
interface Places {
  expectedAt: Span;
  foundAt: Span;
}

type Describe = (run: Run, places?: Places) => Difference;

/** Makes differences of runs: what a reader sees of both texts, and what kind of change it is. */
function describer({ quotation, passage }: Sides): Describe {
  const [isOurName, isTheirName] = [namesOf(quotation), namesOf(passage)];
  return ({ kind, ours, theirs }, places) => {
    const expectedAt = places?.expectedAt ?? placeOf(passage, theirs);
    const foundAt = places?.foundAt ?? placeOf(quotation, ours);
    const words = { ...shown(passage, quotation, { expectedAt, foundAt }), expectedAt, foundAt };
    const change = {
      expected: termsOf(passage, theirs, isTheirName),
      found: termsOf(quotation, ours, isOurName),
      inSentence: isWithinSentence(passage.atoms, theirs) && isWithinSentence(quotation.atoms, ours),
    };
    const stands = (is: typeof isGloss) => is(passage, theirs, ours) || is(quotation, ours, theirs);
    if (kind === 'words' && (stands(isGloss) || stands(isReport)))
      return { kind: ours.end > ours.start ? 'added' : 'dropped', serious: false, ...words };
    const judged = kindOf(change);
    // What a bracket may not do silently: deny, change a figure, or make sure what was not.
    if (kind === 'words' || (kind === 'bracketed' && isForged(judged.kind, change))) return { ...judged, ...words };
    const serious = kind === 'hidden' ? hidesTurn(passage, theirs, isTheirName) : kind === 'order' && judged.serious;
    return { kind, serious, ...words };
  };
}

/** From the first to the last of some atoms; of none, the place before the next. */
function placeOf({ atoms }: Reading, { start, end }: Span): Span {
  if (end > start) return { start: atoms[start]!.start, end: atoms[end - 1]!.end };
  const at = atoms[start]?.start ?? atoms.at(-1)!.end;
  return { start: at, end: at };
}

/** The words as a reader sees them, on one line. */
function shown(
  passage: Reading,
  quotation: Reading,
  { expectedAt, foundAt }: Places,
): Pick<Difference, 'expected' | 'found'> {
  const line = ({ text }: Reading, { start, end }: Span) => text.slice(start, end).replace(/\s+/gu, ' ');
  return { expected: line(passage, expectedAt), found: line(quotation, foundAt) };
}

/**
 * Whether what an ellipsis hides turns a sentence round of which words stand before or after it: a negation or a hedge in
 * the same sentence, not a mere name or figure, and not what whole sentences in between say.
 */
function hidesTurn(passage: Reading, { start, end }: Span, isName: (index: number) => boolean): boolean {
  const { atoms } = passage;
  const breaks = Array.from({ length: end - start + 1 }, (_, i) => start + i).filter(
    (i) => atoms[i] !== undefined && opensSentence(atoms[i]!),
  );
  const parts =
    breaks.length === 0
      ? [{ start, end }]
      : [
          { start, end: breaks[0]! },
          { start: breaks.at(-1)!, end },
        ];
  return parts.some((part) => {
    const { kind, serious } = kindOf({ expected: termsOf(passage, part, isName), found: [], inSentence: true });
    return serious && kind !== 'name' && kind !== 'number';
  });
}

/** A name in brackets for "he", or a year for "then", explains; another name for a name does not. */
function isForged(kind: Difference['kind'], { expected }: { expected: { name: boolean; word: string }[] }): boolean {
  if (kind === 'negation' || kind === 'hedge') return true;
  if (kind === 'name') return expected.some(({ name }) => name);
  return kind === 'number' && expected.some(({ word }) => /\p{N}/u.test(word));
}

function isWithinSentence(atoms: Atom[], { start, end }: Span): boolean {
  return !atoms.slice(start, end + 1).some((atom, i) => i > 0 && opensSentence(atom));
}

/** Whether words are an abbreviation in brackets of those before it, "the African Union (AU)", which the other text has not. */
function isGloss({ text, atoms }: Reading, { start, end }: Span, other: Span): boolean {
  if (end !== start + 1 || other.end > other.start) return false;
  const atom = atoms[start]!;
  const letters = atom.key.replace(/'s?$/, '');
  if (text.charAt(atom.start - 1) !== '(' || text.charAt(atom.end) !== ')' || letters.length < 2) return false;
  const before = atoms.slice(Math.max(0, start - 2 * letters.length), start);
  const initials = before.filter(({ start: at }) => /\p{Lu}/u.test(text.charAt(at))).map(({ key }) => key.charAt(0));
  return initials.join('').endsWith(letters);
}

/** Whether words are a clause between two marks that says whose words stand around it, "the paper explained", which the other text has not. */
function isReport({ atoms }: Reading, { start, end }: Span, other: Span): boolean {
  if (other.end > other.start || start === 0 || end - start < 2 || end - start > LONGEST_REPORT) return false;
  const words = atoms.slice(start, end).map(({ key }) => key);
  if (!words.some(isReporting) || words.some((word) => classOf(word) === 'negation')) return false;
  const after = atoms[end]?.marks ?? '.';
  return /[,"–—-]/u.test(atoms[start]!.marks) && /[,.;"–—-]/u.test(after);
}

/** Words of a report in the middle of speech: a name, an office and a verb. */
const LONGEST_REPORT = 12;

/**
 * What a quotation leaves out that begins where the sentence all but begins: "No" before "evidence was shown", or the denial
 * before what it passes off as a sentence by a capital, or by going on to its end. Words within a sentence may be quoted alone.
 */
function leadBefore({ quotation, passage }: Sides, mates: Mates, describe: Describe): Difference[] {
  const { atoms } = passage;
  const mate = mates[0]!;
  let start = mate;
  while (start > 0 && start > mate - LONGEST_LEAD && !opensSentence(atoms[start]!)) start--;
  if (start === mate || (start > 0 && !opensSentence(atoms[start]!))) return [];
  const [here, there] = [quotation.atoms[0]!, atoms[mate]!];
  const isCapital = (text: string, at: number) => /\p{Lu}/u.test(text.charAt(at));
  const pretends = isCapital(quotation.text, here.start) && !isCapital(passage.text, there.start);
  const next = atoms[mates.at(-1)! + 1];
  const goesOn = mates.at(-1)! < 0 || (next !== undefined && !opensSentence(next));
  if (sizeOf(quotation.atoms) < FEWEST_WORDS || (!pretends && (goesOn || mate - start > 1))) return [];
  const hidden = here.marks.includes('…') || quotation.text.slice(0, here.start).includes('…');
  const none = { start: 0, end: 0 };
  const [run, places] = [
    { kind: 'words' as const, ours: none, theirs: { start, end: mate } },
    { expectedAt: placeOf(passage, { start, end: mate }), foundAt: { start: here.start, end: here.start } },
  ];
  const difference = describe(run, places);
  if (!TURNING.has(difference.kind)) return [];
  return [hidden ? { ...difference, kind: 'hidden' } : difference];
}

/** What a word that is left out may have done to all that follows it: "Not", "Perhaps", "Only". */
const TURNING = new Set<Difference['kind']>(['negation', 'hedge', 'quantifier']);
/** Words before a quotation that may deny it or make it unsure: "It is not true that". */
const LONGEST_LEAD = 5;

/** Two pairs of the same words side by side in both texts, and what stands between them. */
function betweenWords({ quotation, passage }: Sides, { ours: i, theirs: j }: Seam): Difference[] {
  const [ours, theirs] = [quotation.atoms, passage.atoms];
  if (hasSameMarks(ours[i]!, theirs[j]!, ours[i - 1]!.dotted || theirs[j - 1]!.dotted)) return [];
  // The quotation begins within brackets, which it need not close.
  const closed = theirs[j]!.marks.replace(/^[)\]]/, '');
  const begins = theirs[j - i];
  const isOpen = begins !== undefined && /[([]/.test(passage.text.charAt(begins.start - 1));
  if (isOpen && hasSameMarks(ours[i]!, { ...theirs[j]!, marks: closed })) return [];
  const places = {
    expectedAt: placeOf(passage, { start: j - 1, end: j + 1 }),
    foundAt: placeOf(quotation, { start: i - 1, end: i + 1 }),
  };
  return [punctuation(quotation, passage, places)];
}

function punctuation(quotation: Reading, passage: Reading, places: Places): Difference {
  return { kind: 'punctuation', serious: false, ...shown(passage, quotation, places), ...places };
}

/** Part of a compound, or of a number with a sign, is not the word itself: "EU countries" out of "non-EU countries". */
function edgeBefore({ quotation, passage }: Sides, mate: number, describe: Describe): Difference[] {
  const [here, there] = [quotation.atoms[0]!, passage.atoms[mate]!];
  const attached = (text: string, at: number) =>
    /(?:[\p{L}\p{N}][-‐‑/&@]|[\p{Sm}\p{Sc}])$/u.exec(text.slice(Math.max(0, at - 3), at))?.[0];
  const more = attached(passage.text, there.start);
  if (more === undefined || more === attached(quotation.text, here.start)) return [];
  const isWord = /[\p{L}\p{N}]/u.test(more);
  const from = isWord ? Math.max(0, mate - 1) : mate;
  const start = isWord ? passage.atoms[from]!.start : there.start - more.length;
  const run: Run = { kind: 'words', ours: { start: 0, end: 1 }, theirs: { start: from, end: mate + 1 } };
  return [describe(run, { expectedAt: { start, end: there.end }, foundAt: placeOf(quotation, run.ours) })];
}

/** The same at the end; and a question is not a statement, nor an exclamation one. A full stop or comma may be cut or put. */
function edgeAfter({ quotation, passage }: Sides, mate: number, describe: Describe): Difference[] {
  const last = quotation.atoms.length - 1;
  const [here, there] = [quotation.atoms[last]!, passage.atoms[mate]!];
  const [ours, theirs] = [quotation.text.slice(here.end, here.end + 8), passage.text.slice(there.end, there.end + 8)];
  const attached = (rest: string) => /^[-‐‑/&@][\p{L}\p{N}]|^[\p{Sm}\p{Sc}]/u.exec(rest)?.[0];
  const more = attached(theirs);
  if (more !== undefined && more !== attached(ours)) {
    const to = /[\p{L}\p{N}]/u.test(more) ? Math.min(mate + 1, passage.atoms.length - 1) : mate;
    const end = to > mate ? passage.atoms[to]!.end : there.end + 1;
    const run: Run = { kind: 'words', ours: { start: last, end: last + 1 }, theirs: { start: mate, end: to + 1 } };
    return [describe(run, { expectedAt: { start: there.start, end }, foundAt: placeOf(quotation, run.ours) })];
  }
  const [mark, markThere] = [finalMark(ours), finalMark(theirs)];
  if (mark === markThere || (mark === '' && markThere !== '?') || !/[?!]/.test(mark + markThere)) return [];
  const places = {
    expectedAt: { start: there.start, end: there.end + markThere.length },
    foundAt: { start: here.start, end: here.end + mark.length },
  };
  return [punctuation(quotation, passage, places)];
}

/** The punctuation mark that follows a word at once or after closing quotation marks; a question mark before any other. */
function finalMark(rest: string): string {
  const marks = /^["')\]*_]*([.,;:?!…]*)/u.exec(fold(`x${rest}`).text.slice(1))?.[1] ?? '';
  return marks.includes('?') ? '?' : marks.charAt(0);
}
