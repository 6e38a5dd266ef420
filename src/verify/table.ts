import { type Atom, isContent } from './atoms.ts';
import type { Mates, Sides } from './sides.ts';

/** Parts of quotation and passage to align, and whether words of the passage before or after may go unused at no cost. */
export interface Area {
  q0: number;
  q1: number;
  d0: number;
  d1: number;
  freeStart: boolean;
  freeEnd: boolean;
}

/** Scores of alignment: a replaced word must cost less than one dropped and one added, a gap little more when long. */
export const REPLACED = -30;
export const GAP = -50;
export const LONGER_GAP = -3;
const HIDDEN_GAP = -1;

/** What it is worth that a word of the quotation stands in the passage too. */
export function scoreOfSame(atom: Atom): number {
  return isContent(atom) ? 60 : 30;
}

/** Cells of the table that an area needs: its cost in bytes and, twelve nanoseconds each, in time. */
export function cellsOf({ q0, q1, d0, d1 }: Area): number {
  return (q1 - q0 + 1) * (d1 - d0 + 1);
}

/**
 * Gotoh's alignment with affine gaps (1982), over words. Three states: `pair` (same or replaced), `drop` (a word of the
 * passage alone), `add` (a word of the quotation alone); `trace` keeps for each the state before, two bits each.
 * Writes the pairs of the best alignment of an area into `mates`.
 */
export function alignArea(sides: Sides, area: Area, mates: Mates): void {
  const { q0, d0 } = area;
  const atoms = sides.quotation.atoms;
  const words = sides.d.subarray(d0, area.d1);
  const trace = new Uint8Array(cellsOf(area));
  const gapBefore = (atom: Atom | undefined) =>
    atom?.marks.includes('…') ? { open: HIDDEN_GAP, longer: HIDDEN_GAP } : { open: GAP, longer: LONGER_GAP };
  let row = firstRow(words.length, gapBefore(atoms[q0]), area.freeStart);
  let next = emptyRow(words.length);
  for (let i = 1; i <= area.q1 - q0; i++) {
    const at = q0 + i - 1;
    const same = scoreOfSame(atoms[at]!);
    const cells = trace.subarray(i * (words.length + 1));
    fillRow(row, next, cells, words, { word: sides.q[at]!, same, ...gapBefore(atoms[at + 1]) });
    [row, next] = [next, row];
  }
  follow(trace, area, row, mates);
}

const NEVER = -1_000_000_000;
const PAIR = 0;
const DROP = 1;
const ADD = 2;
type State = typeof PAIR | typeof DROP | typeof ADD;

/** For a word of the quotation, the best score of each state after each word of the passage; index 0 is before the first. */
type Row = [pair: Int32Array, drop: Int32Array, add: Int32Array];

function emptyRow(columns: number): Row {
  return [new Int32Array(columns + 1), new Int32Array(columns + 1), new Int32Array(columns + 1)];
}

function firstRow(columns: number, gap: { open: number; longer: number }, free: boolean): Row {
  const row = emptyRow(columns);
  for (let j = 0; j <= columns; j++) {
    const begins = free || j === 0;
    row[PAIR][j] = begins ? 0 : NEVER;
    row[DROP][j] = begins ? NEVER : gap.open + (j - 1) * gap.longer;
    row[ADD][j] = NEVER;
  }
  return row;
}

/** The row of a word after that of the word before; `open` and `longer` are the costs of a gap after it. */
function fillRow(
  [pair, drop, add]: Row,
  [nextPair, nextDrop, nextAdd]: Row,
  trace: Uint8Array,
  words: Int32Array,
  { word, same, open, longer }: { word: number; same: number; open: number; longer: number },
): void {
  nextPair[0] = NEVER;
  nextDrop[0] = NEVER;
  for (let j = 0; j <= words.length; j++) {
    let pairFrom: State = PAIR;
    let dropFrom: State = PAIR;
    if (j > 0) {
      const [a, b, c] = [pair[j - 1]!, drop[j - 1]!, add[j - 1]!];
      pairFrom = a >= b && a >= c ? PAIR : b >= c ? DROP : ADD;
      nextPair[j] = (pairFrom === PAIR ? a : pairFrom === DROP ? b : c) + (words[j - 1] === word ? same : REPLACED);
      const [started, goesOn, turned] = [nextPair[j - 1]! + open, nextDrop[j - 1]! + longer, nextAdd[j - 1]! + open];
      dropFrom = goesOn >= started && goesOn >= turned ? DROP : started >= turned ? PAIR : ADD;
      nextDrop[j] = dropFrom === DROP ? goesOn : dropFrom === PAIR ? started : turned;
    }
    const [started, turned, goesOn] = [pair[j]! + GAP, drop[j]! + GAP, add[j]! + LONGER_GAP];
    const addFrom = goesOn >= started && goesOn >= turned ? ADD : started >= turned ? PAIR : DROP;
    nextAdd[j] = addFrom === ADD ? goesOn : addFrom === PAIR ? started : turned;
    trace[j] = pairFrom | (dropFrom << 2) | (addFrom << 4);
  }
}

/** Walks the best way back through the table and notes which words it paired. */
function follow(trace: Uint8Array, area: Area, last: Row, mates: Mates): void {
  const width = area.d1 - area.d0 + 1;
  let j = area.freeEnd ? bestColumn(last) : width - 1;
  let state: number = bestState(last, j);
  for (let i = area.q1 - area.q0; i > 0; ) {
    const cell = trace[i * width + j]!;
    if (state === PAIR) mates[area.q0 + i - 1] = area.d0 + j - 1;
    if (state !== DROP) i--;
    if (state !== ADD) j--;
    state = (cell >> (2 * state)) & 3;
  }
}

/** The column in which the best alignment ends, the last of equals. */
function bestColumn(row: Row): number {
  const scores = row[PAIR].map((_, column) => row[bestState(row, column)][column]!);
  return scores.lastIndexOf(scores.reduce((most, score) => Math.max(most, score)));
}

function bestState([pair, drop, add]: Row, column: number): State {
  if (pair[column]! >= drop[column]! && pair[column]! >= add[column]!) return PAIR;
  return drop[column]! >= add[column]! ? DROP : ADD;
}
