import type { Span } from '../claim.ts';
import type { Atom } from './atoms.ts';
import { type Mates, type Sides, sameness } from './sides.ts';

/** Stretches of both texts, by atoms, of which either has what the other has not. */
export interface Run {
  kind: 'words' | 'hidden' | 'bracketed' | 'spelling' | 'order';
  ours: Span;
  theirs: Span;
}

/** The same word in both texts after one that is the same too, by its indices: marks may differ between them. */
export interface Seam {
  ours: number;
  theirs: number;
}

/** What stands in both texts otherwise, in text order, and the seams where marks may differ. */
export function runsOf(sides: Sides, mates: Mates): (Run | Seam)[] {
  const items: (Run | Seam)[] = [];
  const isSame = sameness(sides, mates);
  const inBrackets = bracketed(sides.quotation.text);
  const [ours, theirs] = [sides.quotation.atoms, sides.passage.atoms];
  let last = -1;
  for (let i = 0; i < mates.length; i++) {
    const from = i;
    while (i < mates.length && !isSame(i)) i++;
    const reached = () => 1 + mates.slice(from).reduce((most, mate) => Math.max(most, mate), last);
    const next = i < mates.length ? mates[i]! : reached();
    const start = last >= 0 ? last + 1 : (mates.slice(from, i + 1).find((mate) => mate >= 0) ?? next);
    const run: Run = { kind: 'words', ours: { start: from, end: i }, theirs: { start, end: next } };
    if (i > from || next > start) items.push(...refine(run, ours, inBrackets));
    else if (i > 0 && last >= 0) items.push({ ours: i, theirs: next });
    if (i < mates.length) {
      last = next;
      if (ours[i]!.key !== theirs[next]!.key && !sides.damaged)
        items.push({ kind: 'spelling', ours: { start: i, end: i + 1 }, theirs: { start: next, end: next + 1 } });
    }
  }
  return items;
}

/** Runs apart at most so many words may be one change of order. */
const NEAR = 15;
/** Runs that are looked at together for it. */
const MOST_TOGETHER = 3;

/** Runs that take away and put in the same words, some words apart, become one change of order. */
export function reordered(items: (Run | Seam)[], { quotation, passage }: Sides): (Run | Seam)[] {
  const result: (Run | Seam)[] = [];
  for (let at = 0; at < items.length; at++) {
    const end = isWords(items[at]!) ? endOfOrder(items, at, quotation.atoms, passage.atoms) : undefined;
    if (end === undefined) result.push(items[at]!);
    else {
      const [first, last] = [items[at] as Run, items[end] as Run];
      result.push({
        kind: 'order',
        ours: { start: first.ours.start, end: last.ours.end },
        theirs: { start: first.theirs.start, end: last.theirs.end },
      });
      at = end;
    }
  }
  return result;
}

/** The last of some runs from `at` on that together have the same words on both sides. */
function endOfOrder(items: (Run | Seam)[], at: number, ours: Atom[], theirs: Atom[]): number | undefined {
  const [q, d]: [string[], string[]] = [[], []];
  const first = items[at] as Run;
  for (let i = at, runs = 0; i < items.length && runs < MOST_TOGETHER; i++) {
    const item = items[i]!;
    if (!('kind' in item)) continue;
    if (item.kind !== 'words' || item.ours.start - first.ours.end > NEAR) return undefined;
    runs++;
    q.push(...ours.slice(item.ours.start, item.ours.end).map(({ key }) => key));
    d.push(...theirs.slice(item.theirs.start, item.theirs.end).map(({ key }) => key));
    if (runs > 1 && q.length === d.length && q.toSorted().join(' ') === d.toSorted().join(' ')) return i;
  }
  return undefined;
}

/** A run cut where the quotation itself says that something was left out, or put in by another hand. */
function refine(run: Run, ours: Atom[], inBrackets: (atom: Atom) => boolean): Run[] {
  const { start, end } = run.ours;
  let ellipsis = -1;
  // The ellipsis may stand before any atom of the run, or before the one that follows it.
  for (let i = start; i <= end && i < ours.length; i++) if (ours[i]!.marks.includes('…')) ellipsis = i;
  const there = run.theirs.end - run.theirs.start;
  if (ellipsis >= 0 && there > end - start) {
    const before = { start: run.theirs.start, end: run.theirs.start + (ellipsis - start) };
    const after = { start: run.theirs.end - (end - ellipsis), end: run.theirs.end };
    return [
      ...brackets({ kind: 'words', ours: { start, end: ellipsis }, theirs: before }, ours, inBrackets),
      { kind: 'hidden', ours: { start: ellipsis, end: ellipsis }, theirs: { start: before.end, end: after.start } },
      ...brackets({ kind: 'words', ours: { start: ellipsis, end }, theirs: after }, ours, inBrackets),
    ];
  }
  return brackets(run, ours, inBrackets);
}

/** Words in brackets apart from others beside them; they stand for the passage's words where no others do. */
function brackets(run: Run, ours: Atom[], inBrackets: (atom: Atom) => boolean): Run[] {
  const { start, end } = run.ours;
  if (start === end) return run.theirs.start === run.theirs.end ? [] : [run];
  const indices = Array.from({ length: end - start }, (_, i) => start + i);
  const marked = indices.filter((i) => inBrackets(ours[i]!));
  if (marked.length === 0) return [run];
  if (marked.length === indices.length) return [{ ...run, kind: 'bracketed' }];
  const [first, last] = [marked[0]!, marked.at(-1)! + 1];
  const theirs = run.theirs;
  const head = Math.min(theirs.end, theirs.start + (first - start));
  const tail = Math.max(head, theirs.end - (end - last));
  const parts: Run[] = [
    { kind: 'words', ours: { start, end: first }, theirs: { start: theirs.start, end: head } },
    { kind: 'bracketed', ours: { start: first, end: last }, theirs: { start: head, end: tail } },
    { kind: 'words', ours: { start: last, end }, theirs: { start: tail, end: theirs.end } },
  ];
  return parts.filter((part) => part.ours.end > part.ours.start || part.theirs.end > part.theirs.start);
}

/** Tells which atoms of a text stand whole in square brackets; in "[t]he" only a letter does. */
function bracketed(text: string): (atom: Atom) => boolean {
  const spans = [...text.matchAll(/\[[^[\]\n]{1,300}\]/gu)].map(({ index, 0: match }) => ({
    start: index,
    end: index + match.length,
  }));
  return (atom) => spans.some(({ start, end }) => start < atom.start && atom.end < end);
}

function isWords(item: Run | Seam): boolean {
  return 'kind' in item && item.kind === 'words';
}
