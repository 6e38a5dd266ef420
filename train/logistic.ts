/** Weights of a logistic regression, the bias first. */
export type Fitted = number[];

/**
 * Logistic regression by Newton's method (iteratively reweighted least squares), with a penalty on the squares of all
 * weights but the bias. `rows` are features without the bias; `answers` are 0 or 1; deterministic.
 */
export function fitLogistic(rows: number[][], answers: number[], penalty: number): Fitted {
  const width = (rows[0]?.length ?? 0) + 1;
  let weights: Fitted = new Array(width).fill(0);
  for (let step = 0; step < STEPS; step++) {
    const gradient = weights.map((w, i) => (i === 0 ? 0 : -penalty * w));
    const curvature = weights.map((_, i) => weights.map((_, j) => (i === j ? (i === 0 ? TINY : penalty) : 0)));
    rows.forEach((row, r) => {
      const x = [1, ...row];
      const p = probability(weights, row);
      for (let i = 0; i < width; i++) {
        gradient[i]! += (answers[r]! - p) * x[i]!;
        for (let j = 0; j < width; j++) curvature[i]![j]! += p * (1 - p) * x[i]! * x[j]!;
      }
    });
    const change = solve(curvature, gradient);
    weights = weights.map((w, i) => w + change[i]!);
    if (Math.max(...change.map(Math.abs)) < ENOUGH) break;
  }
  return weights;
}

const STEPS = 50;
const TINY = 1e-9;
const ENOUGH = 1e-8;

/** Of the answer 1, by fitted weights. */
export function probability(weights: Fitted, row: readonly number[]): number {
  const sum = row.reduce((total, x, i) => total + x * weights[i + 1]!, weights[0]!);
  return 1 / (1 + Math.exp(-sum));
}

/** Solves a system of linear equations by elimination with pivoting. */
function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  for (let i = 0; i < rows.length; i++) {
    const pivot = rows.reduce(
      (best, row, j) => (j >= i && Math.abs(row[i]!) > Math.abs(rows[best]![i]!) ? j : best),
      i,
    );
    [rows[i], rows[pivot]] = [rows[pivot]!, rows[i]!];
    for (let j = i + 1; j < rows.length; j++) {
      const factor = rows[j]![i]! / rows[i]![i]!;
      for (let k = i; k <= rows.length; k++) rows[j]![k]! -= factor * rows[i]![k]!;
    }
  }
  const answer: number[] = new Array(rows.length).fill(0);
  for (let i = rows.length - 1; i >= 0; i--) {
    const known = rows[i]!.slice(i + 1, -1).reduce((sum, x, k) => sum + x * answer[i + 1 + k]!, 0);
    answer[i] = (rows[i]!.at(-1)! - known) / rows[i]![i]!;
  }
  return answer;
}
