import type { Target } from '../claim.ts';
import { LINK_KINDS, type Row } from '../contract.ts';
import { align } from './align.ts';
import { findLinks, type LinkFound } from './evidence.ts';
import type { PointGroup } from './points.ts';
import type { Kinship, Statement } from './statement.ts';
import { isLight } from './telling.ts';

/** Points of several columns on one question. */
export interface RowFound {
  points: PointGroup[];
  /** Words that tell what the row is about, the most telling first. */
  about: string[];
  links: LinkFound[];
}

const MOST_WORDS = 3;
/** A shorter word says little. */
const SHORTEST = 4;

/**
 * Aligns the points of all columns: rows of those that speak of one matter. Rows with more sides come first, then those of
 * which is known how their sides stand to each other, then those with more independent origins, then those whose best claim
 * ranks higher. Names and the order of the columns decide nothing.
 */
export function alignPoints(
  points: readonly PointGroup[],
  statements: readonly Statement[],
  kinship: Kinship,
  targets: readonly Target[],
): RowFound[] {
  const ordered = [...points].sort((a, b) => first(a) - first(b));
  const related = averages(ordered, kinship);
  const tell = makeTeller(statements);
  return align({ count: ordered.length, sideOf: (i) => ordered[i]!.side, related })
    .map((group) => group.map((i) => ordered[i]!))
    .map((group) => ({
      points: group,
      about: tell(group),
      links: linkPoints(group, statements, kinship, targets),
    }))
    .sort(byWeight);
}

/** The order of rows: what sorts before has more sides, or links, or more origins, or a claim of a higher rank. */
export function byWeight(a: Pick<RowFound, 'points' | 'links'>, b: Pick<RowFound, 'points' | 'links'>): number {
  return (
    sidesOf(b) - sidesOf(a) ||
    Number(b.links.length > 0) - Number(a.links.length > 0) ||
    originsOf(b) - originsOf(a) ||
    first(a.points[0]!) - first(b.points[0]!)
  );
}

/** How the sides of a row stand to each other. Where two agree, or make a claim jointly, a third that speaks there has not agreed. */
export function relationOf({ points, links }: Pick<RowFound, 'points' | 'links'>): Row['relation'] {
  const speaking = [...new Set(points.map(({ side }) => side))];
  if (speaking.length === 1) return 'one-side';
  const agreed = new Set(
    links.filter(({ kind }) => kind === 'agree').flatMap(({ earlier, later }) => [earlier, later]),
  );
  const isAgreed = (one: PointGroup) => isShared(one, points) || one.members.some((member) => agreed.has(member));
  const allAgree = speaking.every((id) => points.some((one) => one.side === id && isAgreed(one)));
  const found = LINK_KINDS.find((kind) =>
    kind === 'agree' ? allAgree : kind !== 'answers' && links.some((link) => link.kind === kind),
  );
  return (found as Row['relation'] | undefined) ?? 'both-speak';
}

/** Whether another side makes a claim of this point jointly. */
function isShared(one: PointGroup, points: readonly PointGroup[]): boolean {
  return points.some(
    (other) => one.side !== other.side && one.members.some((member) => other.members.includes(member)),
  );
}

/** Statements are in order of rank: a point ranks as its best. */
function first({ members }: PointGroup): number {
  return Math.min(...members);
}

/** A function that gives the probability that two points are on one question, on the average of their claims. */
function averages(points: readonly PointGroup[], kinship: Kinship): (i: number, j: number) => number {
  const known = new Float64Array(points.length ** 2).fill(-1);
  return (i, j) => {
    const place = Math.min(i, j) * points.length + Math.max(i, j);
    if (known[place]! < 0) known[place] = average(points[i]!, points[j]!, kinship);
    return known[place]!;
  };
}

function average(a: PointGroup, b: PointGroup, kinship: Kinship): number {
  let sum = 0;
  for (const i of a.members) for (const j of b.members) sum += i === j ? 1 : kinship.related(i, j);
  return sum / (a.members.length * b.members.length);
}

function sidesOf({ points }: Pick<RowFound, 'points'>): number {
  return new Set(points.map(({ side }) => side)).size;
}

function originsOf({ points }: Pick<RowFound, 'points'>): number {
  return points.reduce((sum, { origins }) => sum + origins, 0);
}

/** Of every two points of different sides, the surest link of each kind. */
function linkPoints(
  points: readonly PointGroup[],
  statements: readonly Statement[],
  kinship: Kinship,
  targets: readonly Target[],
): LinkFound[] {
  return points.flatMap((one, at) =>
    points.slice(at + 1).flatMap((other) => {
      if (one.side === other.side) return [];
      const best = new Map<string, LinkFound>();
      for (const i of one.members)
        for (const j of other.members) {
          const judgement = i === j ? undefined : kinship.between(i, j);
          for (const link of judgement ? findLinks(statements, judgement, targets) : [])
            if (link.likelihood > (best.get(link.kind)?.likelihood ?? 0)) best.set(link.kind, link);
        }
      return [...best.values()];
    }),
  );
}

/**
 * A function that finds what several sides say or name here and the others mostly do not (tf-idf over claims). Of equally
 * telling words those of the claim that ranks higher come first: their letters decide nothing.
 */
function makeTeller(statements: readonly Statement[]): (points: readonly PointGroup[]) => string[] {
  const items = statements.map(({ wording }) => [...wording.stems, ...wording.names.keys()]);
  const everywhere = new Map<string, number>();
  for (const one of items.flat()) everywhere.set(one, (everywhere.get(one) ?? 0) + 1);
  return (points) => {
    if (points.every(({ side }) => side === points[0]!.side)) return [];
    const sides = new Map<string, Set<string>>();
    for (const { side, members } of points)
      for (const one of members.flatMap((i) => items[i]!)) sides.set(one, (sides.get(one) ?? new Set()).add(side));
    const members = [...new Set(points.flatMap((point) => point.members))];
    const countOf = (wanted: string) => members.filter((i) => items[i]!.includes(wanted)).length;
    return [...sides]
      .filter(([one, { size }]) => size > 1 && one.length >= SHORTEST && !isLight(one))
      .map(([one]) => ({ one, weight: countOf(one) * Math.log((1 + statements.length) / everywhere.get(one)!) }))
      .sort((a, b) => b.weight - a.weight)
      .slice(0, MOST_WORDS)
      .map(({ one }) => commonestForm(one, members, statements));
  };
}

function commonestForm(wanted: string, members: readonly number[], statements: readonly Statement[]): string {
  const forms = new Map<string, number>();
  for (const i of members) {
    const { wording } = statements[i]!;
    const form = wording.forms.get(wanted) ?? wording.names.get(wanted);
    if (form !== undefined) forms.set(form, (forms.get(form) ?? 0) + 1);
  }
  return [...forms].sort((a, b) => b[1] - a[1])[0]?.[0] ?? wanted;
}
