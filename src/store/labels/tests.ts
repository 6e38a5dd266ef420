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

/** Of each version 1 where its date lies within bounds. There are far fewer dates than versions. */
export function datesWithin(
  versions: readonly { date: string | null }[],
  bounds: { from?: string | undefined; to?: string | undefined },
): Uint8Array {
  const known = new Map<string | null, number>();
  return Uint8Array.from(versions, ({ date }) => {
    const is = known.get(date) ?? (isWithin(date, bounds) ? 1 : 0);
    known.set(date, is);
    return is;
  });
}

/** A date of reduced precision satisfies a bound if any of its days does; no date satisfies none. */
function isWithin(date: string | null, { from, to }: { from?: string | undefined; to?: string | undefined }): boolean {
  if (date === null) return false;
  return (
    `${date}-99-99`.slice(0, 10) >= (from ?? '') && `${date}-00-00`.slice(0, 10) <= `${to ?? '9999'}-99-99`.slice(0, 10)
  );
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
