/**
 * The matching of two lists whose gains together are greatest, where each thing is matched with at most one of the other list:
 * the place in the second list for each of the first, or -1. Only pairs of a gain above 0 are matched. Shortest augmenting
 * paths (Jonker and Volgenant, 1987): time grows with the square of the shorter list, times the longer one. Of equally good
 * matchings the one found first, by the order of the things.
 */
export function assign(rows: number, columns: number, gain: (row: number, column: number) => number): number[] {
  if (rows > columns) {
    const turned = assign(columns, rows, (column, row) => gain(row, column));
    const found = new Array<number>(rows).fill(NONE);
    turned.forEach((row, column) => {
      if (row !== NONE) found[row] = column;
    });
    return found;
  }
  const gains = Array.from({ length: rows }, (_, i) => {
    const list = new Float64Array(columns);
    for (let j = 0; j < columns; j++) list[j] = Math.max(0, gain(i, j));
    return list;
  });
  const prices = { rows: new Float64Array(rows), columns: new Float64Array(columns) };
  // Of each column, the row that it is given to.
  const owner = new Int32Array(columns).fill(NONE);
  for (let row = 0; row < rows; row++) augment(gains, prices, owner, row);
  const found = new Array<number>(rows).fill(NONE);
  owner.forEach((row, column) => {
    if (row !== NONE && gains[row]![column]! > 0) found[row] = column;
  });
  return found;
}

const NONE = -1;

/** Gives a row a column, moving others along the path that costs least. */
function augment(
  gains: readonly Float64Array[],
  prices: { rows: Float64Array; columns: Float64Array },
  owner: Int32Array,
  start: number,
): void {
  const columns = owner.length;
  const [distance, before] = [new Float64Array(columns).fill(Infinity), new Int32Array(columns).fill(NONE)];
  const done: number[] = [];
  const isDone = new Uint8Array(columns);
  let [row, reached, last] = [start, 0, NONE];
  do {
    let nearest = NONE;
    for (let column = 0; column < columns; column++) {
      if (isDone[column]) continue;
      const step = reached - gains[row]![column]! - prices.rows[row]! - prices.columns[column]!;
      if (step < distance[column]!) [distance[column], before[column]] = [step, last];
      if (nearest === NONE || distance[column]! < distance[nearest]!) nearest = column;
    }
    isDone[nearest] = 1;
    done.push(nearest);
    reached = distance[nearest]!;
    last = nearest;
    row = owner[nearest]!;
  } while (row !== NONE);
  prices.rows[start]! += reached;
  for (const column of done) {
    prices.columns[column]! -= reached - distance[column]!;
    if (owner[column] !== NONE) prices.rows[owner[column]!]! += reached - distance[column]!;
  }
  for (let column = last; column !== NONE; column = before[column]!)
    owner[column] = before[column] === NONE ? start : owner[before[column]!]!;
}
