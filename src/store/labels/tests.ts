import { placeOf } from '../../ascending.ts';
import type { Facets, Filter } from '../../contract.ts';
import type { Catalogue } from './catalogue.ts';
import { type Columns, ENUMERATED, NAMES, OF_SPEAKER, type Partner } from './columns.ts';

/** What filters and facets tell claims apart by. */
export type Dimension = keyof Facets;

/** Whether claims satisfy the conditions of one dimension. */
export interface Test {
  dimension: Dimension;
  /** Sets a bit of each place in `fails` whose row (of these, ascending) does not satisfy them. */
  mark(rows: Int32Array, fails: Uint16Array, bit: number): void;
}

/** One test for each dimension of which a filter speaks. */
export function testsOf(
  columns: Columns,
  catalogue: Catalogue,
  filter: Partial<Filter>,
  speakers: ReadonlySet<string>,
): Test[] {
  const tests: Test[] = [];
  const add = (dimension: Dimension, column: Int32Array | Uint8Array, values: Uint8Array) => {
    const isOfSpeaker = dimension === 'speaker' || (OF_SPEAKER as readonly string[]).includes(dimension);
    const mark = (rows: Int32Array, fails: Uint16Array, bit: number) => {
      markColumn(column, values, { rows, fails, bit });
      if (isOfSpeaker) pardonPartners(columns, dimension as keyof Partner, values, { rows, fails, bit });
    };
    tests.push({ dimension, mark });
  };
  for (const name of NAMES) {
    const chosen: readonly string[] = filter[name] ?? [];
    if (chosen.length > 0)
      add(
        name,
        columns.codes[name],
        allowed(ENUMERATED[name], (value) => chosen.includes(value), 256),
      );
  }
  const { versions } = catalogue;
  if (filter.document?.length)
    add(
      'document',
      columns.version,
      allowed(versions, ({ document }) => filter.document!.includes(document)),
    );
  if (filter.from || filter.to) add('date', columns.version, datesWithin(versions, filter));
  if (filter.speaker?.length)
    add(
      'speaker',
      columns.speaker,
      allowed(catalogue.speakers, ({ id }) => speakers.has(id)),
    );
  if (filter.topic?.length) {
    const values = allowed(catalogue.topics, (topic) => filter.topic!.includes(topic));
    tests.push({ dimension: 'topic', mark: (rows, fails, bit) => markTopics(columns, values, { rows, fails, bit }) });
  }
  return tests;
}

/** The bits that the tests of a dimension set, each its own. */
export function bitsOf(tests: readonly Test[], dimension: Dimension): number {
  return tests.reduce((bits, test, i) => (test.dimension === dimension ? bits | (1 << i) : bits), 0);
}

/** Lets all tests mark the rows that they refuse. */
export function failuresOf(tests: readonly Test[], rows: Int32Array): Uint16Array {
  const fails = new Uint16Array(rows.length);
  tests.forEach((test, i) => {
    test.mark(rows, fails, 1 << i);
  });
  return fails;
}

/**
 * Of each version 1 where its date lies within bounds. A date of reduced precision satisfies a bound if any of its days does;
 * no date satisfies none.
 */
export function datesWithin(
  versions: readonly { date: string | null }[],
  { from, to }: { from?: string | undefined; to?: string | undefined },
): Uint8Array {
  const { first, last } = daysOf(versions);
  const [least, most] = [from ? firstDay(from) : 0, to ? lastDay(to) : NEVER];
  const within = new Uint8Array(versions.length);
  for (let i = 0; i < within.length; i++) if (last[i]! >= least && first[i]! <= most) within[i] = 1;
  return within;
}

/** The first and the last day of each version's date as numbers; of none, days that lie within no bounds. */
function daysOf(versions: readonly { date: string | null }[]): { first: Int32Array; last: Int32Array } {
  const known = days.get(versions);
  if (known) return known;
  const first = Int32Array.from(versions, ({ date }) => (date === null ? NEVER + 1 : firstDay(date)));
  const last = Int32Array.from(versions, ({ date }) => (date === null ? -1 : lastDay(date)));
  days.set(versions, { first, last });
  return { first, last };
}

const days = new WeakMap<object, { first: Int32Array; last: Int32Array }>();
/** Later than every day. */
const NEVER = 99_999_999;

/** 20200800 for "2020-08": no later than any of its days. */
function firstDay(date: string): number {
  return Number(`${date}-00-00`.slice(0, 10).replaceAll('-', ''));
}

function lastDay(date: string): number {
  return Number(`${date}-99-99`.slice(0, 10).replaceAll('-', ''));
}

interface Marking {
  rows: Int32Array;
  fails: Uint16Array;
  bit: number;
}

function markColumn(column: Int32Array | Uint8Array, values: Uint8Array, { rows, fails, bit }: Marking): void {
  for (let i = 0; i < rows.length; i++) if (values[column[rows[i]!]!] === 0) fails[i]! |= bit;
}

function markTopics({ topicStarts, topics }: Columns, values: Uint8Array, { rows, fails, bit }: Marking): void {
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    let found = 0;
    for (let at = topicStarts[row]!; at < topicStarts[row + 1]!; at++) found |= values[topics[at]!]!;
    if (found === 0) fails[i]! |= bit;
  }
}

/** A joint claim is everybody's who makes it. */
function pardonPartners(
  { partners, keys, joint }: Columns,
  label: keyof Partner,
  values: Uint8Array,
  { rows, fails, bit }: Marking,
): void {
  for (const row of joint) {
    const at = placeOf(rows, row);
    if (at >= 0 && partners.get(keys[row]!)!.some((one) => values[one[label]] === 1)) fails[at]! &= ~bit;
  }
}

/** Of each value 1 where it is allowed; room for `size` of them. */
function allowed<T>(values: readonly T[], isAllowed: (value: T) => boolean, size = values.length): Uint8Array {
  const table = new Uint8Array(size);
  values.forEach((value, i) => {
    if (isAllowed(value)) table[i] = 1;
  });
  return table;
}
