/** Numbers of one point or direction. */
type Vector = Float64Array<ArrayBuffer>;

/** A value and its gradient at a point. */
export type Objective = (at: Vector) => { value: number; gradient: Vector };

/**
 * The point where a smooth convex function is least, by L-BFGS with backtracking (Nocedal and Wright, Numerical
 * Optimization, algorithm 7.5), beginning at zero; deterministic.
 */
export function minimise(objective: Objective, size: number, steps: number): Vector {
  let at: Vector = new Float64Array(size);
  let now = objective(at);
  const memory: { change: Vector; turn: Vector; scale: number }[] = [];
  for (let step = 0; step < steps; step++) {
    const direction = descend(now.gradient, memory);
    const slope = dot(direction, now.gradient);
    let length = memory.length === 0 ? 1 / Math.max(1, Math.sqrt(dot(now.gradient, now.gradient))) : 1;
    let next = add(at, direction, length);
    let then = objective(next);
    while (then.value > now.value + SUFFICIENT * length * slope && length > SHORTEST) {
      length /= 2;
      next = add(at, direction, length);
      then = objective(next);
    }
    const change = add(next, at, -1);
    const turn = add(then.gradient, now.gradient, -1);
    const curvature = dot(change, turn);
    if (curvature > 0) memory.push({ change, turn, scale: 1 / curvature });
    if (memory.length > REMEMBERED) memory.shift();
    const gained = now.value - then.value;
    [at, now] = [next, then];
    if (gained < ENOUGH * Math.abs(now.value)) break;
  }
  return at;
}

const REMEMBERED = 8;
const SUFFICIENT = 1e-4;
const SHORTEST = 1e-6;
const ENOUGH = 1e-6;

function descend(gradient: Vector, memory: { change: Vector; turn: Vector; scale: number }[]): Vector {
  let q = gradient.map((x) => -x);
  const shares: number[] = [];
  for (const { change, turn, scale } of [...memory].reverse()) {
    const share = scale * dot(change, q);
    shares.push(share);
    q = add(q, turn, -share);
  }
  const last = memory.at(-1);
  if (last) q = add(new Float64Array(q.length), q, 1 / (last.scale * dot(last.turn, last.turn)));
  memory.forEach(({ change, turn, scale }, i) => {
    const share = shares[memory.length - 1 - i]!;
    q = add(q, change, share - scale * dot(turn, q));
  });
  return q;
}

function dot(a: Vector, b: Vector): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** `a + factor * b`. */
function add(a: Vector, b: Vector, factor: number): Vector {
  const sum = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) sum[i] = a[i]! + factor * b[i]!;
  return sum;
}
