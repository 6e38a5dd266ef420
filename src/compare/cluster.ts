/**
 * Groups things that are alike: agglomerative clustering with average linkage (UPGMA, Sokal and Michener 1958). The two
 * likest groups are joined until none are as alike as `least`. `likeness(i, j)` is symmetric, 0 to 1. Of equally alike pairs
 * the earliest is joined first, so that the order of the things is all that decides. Groups and their members are in the order
 * of the things. Time grows with the square of their number.
 */
export function cluster(count: number, likeness: (i: number, j: number) => number, least: number): number[][] {
  const matrix = Array.from({ length: count }, () => new Float64Array(count).fill(-1));
  for (let i = 0; i < count; i++)
    for (let j = i + 1; j < count; j++) {
      const value = likeness(i, j);
      matrix[i]![j] = value;
      matrix[j]![i] = value;
    }
  const groups = Array.from({ length: count }, (_, i): number[] | undefined => [i]);
  // The likest later group of each.
  const nearest = groups.map((_, i) => findNearest(matrix, groups, i));
  for (;;) {
    const one = findBest(matrix, groups, nearest);
    if (one < 0 || matrix[one]![nearest[one]!]! < least) break;
    const other = nearest[one]!;
    join(matrix, groups, one, other);
    for (let i = 0; i < count; i++)
      if (groups[i] && (i === one || i < other)) {
        const near = nearest[i]!;
        // What was nearest may have gone, and the joined group may have come nearer.
        if (i === one || near === one || near === other || (i < one && matrix[i]![one]! > (matrix[i]![near] ?? -1)))
          nearest[i] = findNearest(matrix, groups, i);
      }
  }
  return groups.flatMap((group) => (group ? [group.sort((a, b) => a - b)] : []));
}

function findNearest(matrix: Float64Array[], groups: (number[] | undefined)[], i: number): number {
  let best = -1;
  for (let j = i + 1; j < groups.length; j++)
    if (groups[j] && (best < 0 || matrix[i]![j]! > matrix[i]![best]!)) best = j;
  return best;
}

function findBest(matrix: Float64Array[], groups: (number[] | undefined)[], nearest: number[]): number {
  let best = -1;
  groups.forEach((group, i) => {
    if (!group || nearest[i]! < 0) return;
    if (best < 0 || matrix[i]![nearest[i]!]! > matrix[best]![nearest[best]!]!) best = i;
  });
  return best;
}

/** Joins the later group to the earlier one; its likeness to others is the average over all members. */
function join(matrix: Float64Array[], groups: (number[] | undefined)[], one: number, other: number): void {
  const [a, b] = [groups[one]!, groups[other]!];
  for (let k = 0; k < groups.length; k++) {
    if (!groups[k] || k === one || k === other) continue;
    const average = (matrix[one]![k]! * a.length + matrix[other]![k]! * b.length) / (a.length + b.length);
    matrix[one]![k] = average;
    matrix[k]![one] = average;
  }
  groups[one] = [...a, ...b];
  groups[other] = undefined;
}
