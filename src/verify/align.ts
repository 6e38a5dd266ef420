import { hasSameMarks } from './atoms.ts';
import { figureOf } from './numbers.ts';
import { isMasked, type Mates, type Sides, sameness } from './sides.ts';
import { type Area, alignArea, cellsOf } from './table.ts';
import { type Tie, tiesOf } from './ties.ts';

/** Cells of alignment that may still be filled (about 12 ns each). */
export interface Budget {
  cells: number;
}

/** Cells to spend on one quotation. */
export const ALL_CELLS = 20_000_000;

/** The first stretches of the passage, `most` at most, that have the quotation's words and no other. */
export function exactMates({ q, d }: Sides, most: number): Mates[] {
  const found: Mates[] = [];
  for (let start = 0; start + q.length <= d.length && found.length < most; start++) {
    let i = 0;
    while (i < q.length && d[start + i] === q[i]) i++;
    if (i < q.length) continue;
    found.push(Int32Array.from(q, (_, k) => start + k));
    start += q.length - 1;
  }
  return found;
}

/** Aligns the whole quotation with the stretch that suits it best; undefined where the texts have too little in common to be tied. */
export function align(sides: Sides, budget: Budget): Mates | undefined {
  const { q, d } = sides;
  const mates = new Int32Array(q.length).fill(-1);
  const fill = (area: Area) => {
    const cells = cellsOf(area);
    if (cells > AREA_CELLS || cells > budget.cells) return false;
    budget.cells -= cells;
    alignArea(sides, area, mates);
    return true;
  };
  if (fill({ q0: 0, q1: q.length, d0: 0, d1: d.length, freeStart: true, freeEnd: true })) return mates;
  const ties = tiesOf(q, d);
  if (ties.length === 0) return undefined;
  for (const area of areasBetween(ties, sides)) fill(area);
  for (const tie of ties) mates[tie.q] = tie.d;
  return mates;
}

/**
 * Pairs the few words before the first and after the last that agree with the passage's words of the same sentence: they
 * were replaced. Where there are more, or the sentence begins or ends there, they were added.
 */
export function pairEdges(sides: Sides, mates: Mates): Mates {
  const isSame = sameness(sides, mates);
  const [first, last] = [mates.findIndex((_, i) => isSame(i)), mates.findLastIndex((_, i) => isSame(i))];
  const edges = mates.map((mate, i) => (i < first || i > last ? -1 : mate));
  const figures = {
    before: figureBefore(sides, edges, first) ?? formBefore(sides, edges, first),
    after: figureAfter(sides, edges, last) ?? formAfter(sides, edges, last),
  };
  if (figures.before !== undefined) edges[0] = figures.before;
  else if (first <= EDGE_WORDS) {
    for (let i = first, j = edges[first]!; i > 0 && j > 0 && goesOn(sides, i, j) && !isMasked(sides, j - 1); i--, j--)
      edges[i - 1] = j - 1;
  }
  if (figures.after !== undefined) edges[mates.length - 1] = figures.after;
  else if (mates.length - 1 - last <= EDGE_WORDS) {
    for (let i = last + 1, j = edges[last]! + 1; goesOn(sides, i, j) && !isMasked(sides, j); i++, j++) edges[i] = j;
  }
  return edges;
}

/** Where a figure begins in the passage that the quotation begins with in another notation, "40%" for "40 per cent". */
function figureBefore(sides: Sides, mates: Mates, first: number): number | undefined {
  const { quotation, passage } = sides;
  const value = figureOf(quotation.atoms.slice(0, first).map(({ key }) => key));
  if (value === undefined) return undefined;
  const to = mates[first]!;
  return lengthsOfFigures
    .map((length) => to - length)
    .find(
      (from) =>
        from >= 0 && !isMasked(sides, from) && figureOf(passage.atoms.slice(from, to).map(({ key }) => key)) === value,
    );
}

/** The last word of such a figure at the end. */
function figureAfter(sides: Sides, mates: Mates, last: number): number | undefined {
  const { quotation, passage } = sides;
  const value = figureOf(quotation.atoms.slice(last + 1).map(({ key }) => key));
  if (value === undefined) return undefined;
  const from = mates[last]! + 1;
  return lengthsOfFigures
    .map((length) => from + length - 1)
    .find(
      (to) =>
        to < passage.atoms.length &&
        !isMasked(sides, to) &&
        figureOf(passage.atoms.slice(from, to + 1).map(({ key }) => key)) === value,
    );
}

/** Where words begin in the passage that the quotation begins with in one, or in more: "hyperscale" for "hyper scale". */
function formBefore(sides: Sides, mates: Mates, first: number): number | undefined {
  const { quotation, passage } = sides;
  const form = joined(quotation.atoms.slice(0, first));
  const to = mates[first]!;
  return lengthsOfForms
    .map((length) => to - length)
    .find((from) => from >= 0 && !isMasked(sides, from) && joined(passage.atoms.slice(from, to)) === form);
}

/** The last of such words at the end. */
function formAfter(sides: Sides, mates: Mates, last: number): number | undefined {
  const { quotation, passage } = sides;
  const form = joined(quotation.atoms.slice(last + 1));
  const from = mates[last]! + 1;
  return lengthsOfForms
    .map((length) => from + length - 1)
    .find(
      (to) => to < passage.atoms.length && !isMasked(sides, to) && joined(passage.atoms.slice(from, to + 1)) === form,
    );
}

/** The letters of a few words that may be written as one. */
function joined(atoms: { key: string }[]): string | undefined {
  return atoms.length === 0 || atoms.length > lengthsOfForms.length ? undefined : atoms.map(({ key }) => key).join('');
}

/** Words that are also written as one. */
const lengthsOfForms = [1, 2, 3];

/** Words that write one figure. */
const lengthsOfFigures = [1, 2, 3, 4, 5];

/**
 * Words at an edge that change places with those beside them, "rejected and opposed" for "opposed and rejected": the best
 * alignment of the one part leaves the other out of the passage, as if it had been added. Both are paired in order instead.
 */
export function pairTurned(sides: Sides, mates: Mates): Mates {
  return turnedAtEnd(sides, turnedAtStart(sides, mates));
}

function turnedAtEnd({ q, d, passage }: Sides, mates: Mates): Mates {
  let tail = mates.length;
  while (tail > 0 && mates[tail - 1]! >= 0 && (tail === mates.length || mates[tail]! === mates[tail - 1]! + 1)) tail--;
  let from = tail;
  while (from > 0 && mates[from - 1]! < 0) from--;
  const [added, kept] = [tail - from, mates.length - tail];
  const first = mates[tail];
  if (added === 0 || kept === 0 || first === undefined || added > TURNED_WORDS || kept > TURNED_WORDS) return mates;
  if (from > 0 && mates[from - 1]! !== first - 1) return mates;
  const after = first + kept;
  if (!haveSame(q.subarray(from, tail), d.subarray(after, after + added)) || isParted(passage, after, added))
    return mates;
  return mates.map((mate, i) => (i < from ? mate : first + i - from));
}

function turnedAtStart({ q, d, passage }: Sides, mates: Mates): Mates {
  let kept = 0;
  while (kept < mates.length && mates[kept]! >= 0 && (kept === 0 || mates[kept]! === mates[kept - 1]! + 1)) kept++;
  let to = kept;
  while (to < mates.length && mates[to]! < 0) to++;
  const added = to - kept;
  const first = (mates[0] ?? 0) - added;
  if (added === 0 || kept === 0 || first < 0 || added > TURNED_WORDS || kept > TURNED_WORDS) return mates;
  if (to < mates.length && mates[to]! !== first + to) return mates;
  if (!haveSame(q.subarray(kept, to), d.subarray(first, first + added)) || isParted(passage, first + 1, to - 1))
    return mates;
  return mates.map((mate, i) => (i >= to ? mate : first + i));
}

function haveSame(ours: Int32Array, theirs: Int32Array): boolean {
  return ours.length === theirs.length && ours.toSorted().join(' ') === theirs.toSorted().join(' ');
}

/** Whether a sentence ends before one of some atoms. */
function isParted({ atoms }: Sides['passage'], from: number, count: number): boolean {
  return atoms.slice(from, from + count).some(({ opens, marks }) => opens || /[.?!;:…。？！；：]/u.test(marks));
}

/** Words on either side that change places at an edge. */
const TURNED_WORDS = 4;

/** Cells of one table (about 5 ms); beyond, the texts are first tied together where three words agree. */
const AREA_CELLS = 400_000;
/** Words at the edge of a quotation that may stand for other words of the same sentence; more are words added to it. */
const EDGE_WORDS = 3;

/** What lies before, between and after the ties; at the ends, as much of the passage as the words there may reach. */
function areasBetween(ties: Tie[], { q, d }: Sides): Area[] {
  const [first, last] = [ties[0]!, ties.at(-1)!];
  const reach = (words: number) => 2 * words + 20;
  const from = Math.max(0, first.d - reach(first.q));
  const to = Math.min(d.length, last.d + 1 + reach(q.length - last.q - 1));
  return [
    { q0: 0, q1: first.q, d0: from, d1: first.d, freeStart: true, freeEnd: false },
    ...ties.slice(1).map((next, i) => {
      const tie = ties[i]!;
      return { q0: tie.q + 1, q1: next.q, d0: tie.d + 1, d1: next.d, freeStart: false, freeEnd: false };
    }),
    { q0: last.q + 1, q1: q.length, d0: last.d + 1, d1: to, freeStart: false, freeEnd: true },
  ];
}

/** Whether neither text begins a new sentence or part of one with these words, so far as their marks tell. */
function goesOn({ quotation, passage }: Sides, i: number, j: number): boolean {
  const [ours, theirs] = [quotation.atoms[i], passage.atoms[j]];
  if (!ours || !theirs || theirs.opens || /[.?!;:…。？！；：]/u.test(theirs.marks)) return false;
  // A bracket around words that stand for others is no difference of the sentence.
  return hasSameMarks({ ...ours, marks: ours.marks.replace(/[[\]]/g, '') }, theirs);
}
