import type { Columns } from './columns.ts';

/** Rows by a value that they have: of each value its rows, ascending. */
export class Rows {
  readonly #starts: Uint32Array;
  readonly #rows: Int32Array;

  constructor(starts: Uint32Array, rows: Int32Array) {
    this.#starts = starts;
    this.#rows = rows;
  }

  of(value: number): Int32Array {
    return this.#rows.subarray(this.#starts[value], this.#starts[value + 1]);
  }
}

/** Rows by the one value that each has in a column, which are numbers below `values`. */
export function byColumn(column: Int32Array, values: number): Rows {
  const starts = new Uint32Array(values + 1);
  for (const value of column) starts[value + 1]!++;
  const rows = new Int32Array(column.length);
  const next = sum(starts);
  for (let row = 0; row < column.length; row++) rows[next[column[row]!]!++] = row;
  return new Rows(starts, rows);
}

/** Rows by their topics, of which each has some. */
export function byTopic({ topicStarts, topics }: Columns, values: number): Rows {
  const starts = new Uint32Array(values + 1);
  for (const topic of topics) starts[topic + 1]!++;
  const rows = new Int32Array(topics.length);
  const next = sum(starts);
  for (let row = 0; row + 1 < topicStarts.length; row++)
    for (let i = topicStarts[row]!; i < topicStarts[row + 1]!; i++) rows[next[topics[i]!]!++] = row;
  return new Rows(starts, rows);
}

/** Adds up counts in place, so that each is where its value's rows begin, and returns a copy. */
function sum(starts: Uint32Array): Uint32Array {
  for (let value = 1; value < starts.length; value++) starts[value]! += starts[value - 1]!;
  return starts.slice();
}
