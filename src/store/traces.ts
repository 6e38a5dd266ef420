import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type Database from 'better-sqlite3';
import type { ByteRun, LineRun, PartRun, Trace } from '../claim.ts';

/** Tenths of a point are kept. */
const TENTHS = 10;

/** Keeps where the characters of a version came from, in the place of what was known before. */
export function saveTrace(database: Database.Database, version: number, trace: Trace | undefined): void {
  database.prepare('DELETE FROM traces WHERE version = ?').run(version);
  if (!trace) return;
  const encoding = trace.of === 'bytes' ? trace.encoding : null;
  const parts = trace.of === 'parts' ? JSON.stringify(trace.parts) : null;
  database
    .prepare('INSERT INTO traces (version, encoding, parts, runs) VALUES (?, ?, ?, ?)')
    .run(version, encoding, parts, deflateRawSync(JSON.stringify(numbersOf(trace))));
}

/** Where the characters of a version came from; undefined where that is not known. */
export function findTrace(database: Database.Database, version: number): Trace | undefined {
  const row = database.prepare('SELECT encoding, parts, runs FROM traces WHERE version = ?').get(version) as
    | { encoding: string | null; parts: string | null; runs: Buffer }
    | undefined;
  if (!row) return undefined;
  const numbers = JSON.parse(inflateRawSync(row.runs).toString()) as number[];
  if (row.parts !== null) return { of: 'parts', parts: JSON.parse(row.parts), runs: partRunsOf(numbers) };
  return row.encoding === null
    ? { of: 'pages', runs: lineRunsOf(numbers) }
    : { of: 'bytes', encoding: row.encoding, runs: byteRunsOf(numbers) };
}

function numbersOf(trace: Trace): number[] {
  if (trace.of === 'pages') return lineNumbers(trace.runs);
  return trace.of === 'bytes' ? byteNumbers(trace.runs) : partNumbers(trace.runs);
}

/** Of each run how far after the last one it begins, and its length, in characters and in bytes: small numbers, mostly the same. */
function byteNumbers(runs: readonly ByteRun[]): number[] {
  let [end, to] = [0, 0];
  return runs.flatMap((run) => {
    const numbers = [run.start - end, run.end - run.start, run.from - to, run.to - run.from];
    [end, to] = [run.end, run.to];
    return numbers;
  });
}

function byteRunsOf(numbers: readonly number[]): ByteRun[] {
  const runs: ByteRun[] = [];
  let [end, to] = [0, 0];
  for (let i = 0; i < numbers.length; i += 4) {
    const [start, from] = [end + numbers[i]!, to + numbers[i + 2]!];
    [end, to] = [start + numbers[i + 1]!, from + numbers[i + 3]!];
    runs.push({ start, end, from, to });
  }
  return runs;
}

/** As {@link byteNumbers}, after the indices of their parts. */
function partNumbers(runs: readonly PartRun[]): number[] {
  return [runs.length, ...runs.map(({ part }) => part), ...byteNumbers(runs)];
}

function partRunsOf([count = 0, ...numbers]: readonly number[]): PartRun[] {
  return byteRunsOf(numbers.slice(count)).map((run, i) => ({ ...run, part: numbers[i]! }));
}

function lineNumbers(runs: readonly LineRun[]): number[] {
  let end = 0;
  return runs.flatMap((run) => {
    const { page, ...sides } = run.box;
    const corners = [sides.left, sides.top, sides.right, sides.bottom].map((side) => Math.round(TENTHS * side));
    const numbers = [run.start - end, run.end - run.start, page, ...corners];
    end = run.end;
    return numbers;
  });
}

function lineRunsOf(numbers: readonly number[]): LineRun[] {
  const runs: LineRun[] = [];
  let end = 0;
  for (let i = 0; i < numbers.length; i += 7) {
    const start = end + numbers[i]!;
    end = start + numbers[i + 1]!;
    const [page, left, top, right, bottom] = numbers.slice(i + 2, i + 7) as [number, number, number, number, number];
    const box = { page, left: left / TENTHS, top: top / TENTHS, right: right / TENTHS, bottom: bottom / TENTHS };
    runs.push({ start, end, box });
  }
  return runs;
}
