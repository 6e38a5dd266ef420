import { assign } from './assign.ts';
import { cluster } from './cluster.ts';

/** Things of several sides that are put side by side. */
export interface Alignment {
  count: number;
  sideOf(i: number): string;
  /** Probability that two things are on one question, 0 to 1; symmetric. */
  related(i: number, j: number): number;
}

/**
 * Two things of different sides are put side by side from this probability on. Of the labelled pairs of real claims that it
 * puts so four in five are on one question, and every topic of the bundled corpus has a row of two sides; with .7 one has none.
 */
const ONE_QUESTION = 0.66;
/** A further thing of a side that speaks already needs more; so do those of one side alone. */
const ONE_QUESTION_MORE = 0.8;

/**
 * Rows of things on one question, each thing in one of them. Of every two sides those are matched whose probabilities together
 * are greatest, so that none takes another's best match for a little gain of its own; rows are then joined from the surest
 * match on, as long as all their sides are on one question on the average. What is left is added to the row whose other sides
 * it fits best, or stays with its own side. Rows and things in them are in the order of the things.
 */
export function align(things: Alignment): number[][] {
  const rows = joinMatches(things);
  addRest(things, rows);
  return [...new Set(rows)].map((row) => row.sort((a, b) => a - b)).sort((a, b) => a[0]! - b[0]!);
}

/** For each thing its row, which those in it share. */
function joinMatches({ count, sideOf, related }: Alignment): number[][] {
  const rows = Array.from({ length: count }, (_, i) => [i]);
  const matches = matchSides({ count, sideOf, related }).sort(
    (a, b) => b.probability - a.probability || a.one - b.one || a.other - b.other,
  );
  for (const { one, other } of matches) {
    const [a, b] = [rows[one]!, rows[other]!];
    if (a === b || average(a, b, { sideOf, related }) < ONE_QUESTION) continue;
    // A row has one thing of each side so far.
    if (a.some((i) => b.some((j) => sideOf(i) === sideOf(j)))) continue;
    a.push(...b);
    for (const i of b) rows[i] = a;
  }
  return rows;
}

function matchSides({ count, sideOf, related }: Alignment): { one: number; other: number; probability: number }[] {
  const sides = new Map<string, number[]>();
  for (let i = 0; i < count; i++) sides.set(sideOf(i), [...(sides.get(sideOf(i)) ?? []), i]);
  const lists = [...sides.values()];
  return lists.flatMap((list, at) =>
    lists.slice(at + 1).flatMap((others) => {
      const found = assign(list.length, others.length, (i, j) => related(list[i]!, others[j]!) - ONE_QUESTION);
      return found.flatMap((j, i) =>
        j < 0 ? [] : [{ one: list[i]!, other: others[j]!, probability: related(list[i]!, others[j]!) }],
      );
    }),
  );
}

/** Adds what stands alone to rows, the surest first, and puts together what is left of each side. */
function addRest({ count, sideOf, related }: Alignment, rows: number[][]): void {
  const shared = [...new Set(rows)].filter(({ length }) => length > 1);
  const alone = Array.from({ length: count }, (_, i) => i).filter((i) => rows[i]!.length === 1);
  const fits = alone
    .flatMap((i) =>
      shared.flatMap((row) => {
        const fit = average([i], row, { sideOf, related });
        return fit >= ONE_QUESTION_MORE ? [{ i, row, fit }] : [];
      }),
    )
    .sort((a, b) => b.fit - a.fit || a.i - b.i);
  for (const { i, row } of fits) {
    if (rows[i]!.length > 1) continue;
    row.push(i);
    rows[i] = row;
  }
  const left = alone.filter((i) => rows[i]!.length === 1);
  const likeness = (a: number, b: number) => (sideOf(left[a]!) === sideOf(left[b]!) ? related(left[a]!, left[b]!) : 0);
  for (const group of cluster(left.length, likeness, ONE_QUESTION_MORE)) {
    const row = group.map((a) => left[a]!);
    for (const i of row) rows[i] = row;
  }
}

/** Of the pairs of things of two rows that are of different sides; 0 where there are none. */
function average(
  a: readonly number[],
  b: readonly number[],
  { sideOf, related }: Pick<Alignment, 'sideOf' | 'related'>,
): number {
  let [sum, pairs] = [0, 0];
  for (const i of a)
    for (const j of b)
      if (sideOf(i) !== sideOf(j)) {
        sum += related(i, j);
        pairs++;
      }
  return sum / Math.max(1, pairs);
}
