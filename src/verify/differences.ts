import type { Span } from '../claim.ts';
import type { Difference } from '../contract.ts';
import { fold } from '../text.ts';
import { hasSameMarks, type Reading } from './atoms.ts';
import { type Mates, type Sides, sameness } from './sides.ts';

/** The differences in text order: words replaced, dropped or added, and punctuation, shown with the words at its sides. */
export function differencesOf(sides: Sides, mates: Mates): Difference[] {
  const differences: Difference[] = [];
  const isSame = sameness(sides, mates);
  let last = -1;
  for (let i = 0; i < mates.length; ) {
    const from = i;
    while (i < mates.length && !isSame(i)) i++;
    const next =
      i < mates.length ? mates[i]! : 1 + mates.slice(from).reduce((most, mate) => Math.max(most, mate), last);
    const start = last >= 0 ? last + 1 : (mates.slice(from, i + 1).find((mate) => mate >= 0) ?? next);
    const changed = i > from || next > start;
    if (changed) differences.push(wordDifference(sides, { start: from, end: i }, { start, end: next }));
    else if (!sides.damaged && i > 0 && last >= 0) differences.push(...punctuationBetween(sides, i, next));
    last = i < mates.length ? next : last;
    i++;
  }
  if (sides.damaged) return differences;
  const before = isSame(0) ? edgeBefore(sides, mates[0]!) : [];
  const after = isSame(mates.length - 1) ? edgeAfter(sides, mates.at(-1)!) : [];
  return [...before, ...differences, ...after];
}

/** The difference between some atoms of the quotation and some of the passage. */
function wordDifference({ quotation, passage }: Sides, ours: Span, theirs: Span): Difference {
  const expected = wordsOf(passage, theirs);
  const found = wordsOf(quotation, ours);
  return { kind: expected === '' ? 'added' : found === '' ? 'dropped' : 'replaced', expected, found };
}

/** The text of some atoms as a reader sees it, on one line. */
function wordsOf({ text, atoms }: Reading, { start, end }: Span): string {
  return end <= start ? '' : text.slice(atoms[start]!.start, atoms[end - 1]!.end).replace(/\s+/gu, ' ');
}

function punctuationBetween(sides: Sides, i: number, j: number): Difference[] {
  const [ours, theirs] = [sides.quotation.atoms, sides.passage.atoms];
  if (hasSameMarks(ours[i]!, theirs[j]!, ours[i - 1]!.dotted || theirs[j - 1]!.dotted)) return [];
  return [wordDifference(sides, { start: i - 1, end: i + 1 }, { start: j - 1, end: j + 1 })];
}

/** Part of a compound, or of a number with a sign, is not the word itself: "EU countries" out of "non-EU countries". */
function edgeBefore({ quotation, passage }: Sides, mate: number): Difference[] {
  const [here, there] = [quotation.atoms[0]!, passage.atoms[mate]!];
  const attached = (text: string, at: number) =>
    /(?:[\p{L}\p{N}][-‐‑/&@]|[\p{Sm}\p{Sc}])$/u.exec(text.slice(Math.max(0, at - 3), at))?.[0];
  const more = attached(passage.text, there.start);
  if (more === undefined || more === attached(quotation.text, here.start)) return [];
  const isWord = /[\p{L}\p{N}]/u.test(more);
  const start = isWord ? (passage.atoms[mate - 1]?.start ?? there.start) : there.start - more.length;
  const expected = passage.text.slice(start, there.end);
  return [{ kind: 'replaced', expected, found: quotation.text.slice(here.start, here.end) }];
}

/** The same at the end; and a question is not a statement, nor an exclamation one. A full stop or comma may be cut or put. */
function edgeAfter({ quotation, passage }: Sides, mate: number): Difference[] {
  const [here, there] = [quotation.atoms.at(-1)!, passage.atoms[mate]!];
  const [ours, theirs] = [quotation.text.slice(here.end, here.end + 8), passage.text.slice(there.end, there.end + 8)];
  const found = quotation.text.slice(here.start, here.end);
  const attached = (rest: string) => /^[-‐‑/&@][\p{L}\p{N}]|^[\p{Sm}\p{Sc}]/u.exec(rest)?.[0];
  const more = attached(theirs);
  if (more !== undefined && more !== attached(ours)) {
    const isWord = /[\p{L}\p{N}]/u.test(more);
    const end = isWord ? (passage.atoms[mate + 1]?.end ?? there.end) : there.end + 1;
    return [{ kind: 'replaced', expected: passage.text.slice(there.start, end), found }];
  }
  const [mark, markThere] = [finalMark(ours), finalMark(theirs)];
  if (mark === markThere || (mark === '' && markThere !== '?') || !/[?!]/.test(mark + markThere)) return [];
  const expected = passage.text.slice(there.start, there.end);
  return [{ kind: 'replaced', expected: expected + markThere, found: found + mark }];
}

/** The punctuation mark that follows a word at once or after closing quotation marks; a question mark before any other. */
function finalMark(rest: string): string {
  const marks = /^["')\]*_]*([.,;:?!…]*)/u.exec(fold(`x${rest}`).text.slice(1))?.[1] ?? '';
  return marks.includes('?') ? '?' : marks.charAt(0);
}
