import { placeOf } from '../../ascending.ts';
import { best } from '../../best.ts';
import type { Facets, Filter } from '../../contract.ts';
import type { Catalogue, LabelledVersion } from './catalogue.ts';
import { type Columns, ENUMERATED, type Enumerated, NAMES, OF_SPEAKER } from './columns.ts';
import { bitsOf, type Dimension, type Test } from './tests.ts';

/** Values that a facet lists at most, besides the chosen ones. */
const LISTED = 200;

type Counts = Record<Dimension, Uint32Array>;
type FacetList = Facets['topic'];

/**
 * How many of some rows carry each label. A value is counted as if nothing were chosen in its own facet, since several values
 * mean "any of these": the count is what choosing it adds or keeps. `fails` has a bit for each test that a row does not pass.
 */
export function countLabels(
  columns: Columns,
  { versions, speakers, topics }: Catalogue,
  { rows, fails, tests }: { rows: Int32Array; fails: Uint16Array; tests: readonly Test[] },
): Counts {
  const kept = passing(rows, fails, 0);
  const rowsFor = (dimension: Dimension) => {
    const own = bitsOf(tests, dimension);
    return own === 0 ? kept : passing(rows, fails, own);
  };
  const count = (dimension: Dimension, column: Int32Array | Uint8Array, size: number) => {
    const chosen = rowsFor(dimension);
    const counts = new Uint32Array(size);
    for (let i = 0; i < chosen.length; i++) counts[column[chosen[i]!]!]!++;
    return counts;
  };
  const documents = count('document', columns.version, versions.length);
  const isOfAll = (['document', 'date'] as const).every((dimension) => bitsOf(tests, dimension) === 0);
  const counts = {
    ...(Object.fromEntries(
      NAMES.map((name) => [name, count(name, columns.codes[name], CODES).subarray(0, ENUMERATED[name].length)]),
    ) as Pick<Counts, Enumerated>),
    speaker: count('speaker', columns.speaker, speakers.length),
    document: documents,
    date: isOfAll ? documents : count('date', columns.version, versions.length),
    topic: countTopics(columns, rowsFor('topic'), topics.length),
  };
  for (const dimension of [...OF_SPEAKER, 'speaker'] as const)
    countPartners(columns, rowsFor(dimension), dimension, counts[dimension]);
  return counts;
}

/** The counts as lists, the most frequent values first; what is chosen is always listed. */
export function toFacets(counts: Counts, { versions, speakers, topics }: Catalogue, filter: Partial<Filter>): Facets {
  const list = (dimension: Exclude<Dimension, 'date'>, at: (i: number) => { value: string; name: string }) =>
    mostFrequent(counts[dimension], at, filter[dimension] ?? []);
  return {
    topic: list('topic', (i) => same(topics[i]!)),
    ...(Object.fromEntries(NAMES.map((name) => [name, list(name, (i) => same(ENUMERATED[name][i]!))])) as Pick<
      Facets,
      Enumerated
    >),
    speaker: list('speaker', (i) => ({ value: speakers[i]!.id, name: speakers[i]!.name })),
    document: list('document', (i) => ({
      value: versions[i]!.document,
      name: versions[i]!.title ?? versions[i]!.document,
    })),
    date: countDates(versions, counts.date),
  };
}

/** Values that a code can have: 255 stands for what is not known, which no facet lists. */
const CODES = 256;

/** The rows that pass all tests but those of some bits. */
export function passing(rows: Int32Array, fails: Uint16Array, but: number): Int32Array {
  const kept = new Int32Array(rows.length);
  let size = 0;
  for (let i = 0; i < rows.length; i++) if ((fails[i]! & ~but) === 0) kept[size++] = rows[i]!;
  return kept.subarray(0, size);
}

function countTopics({ topicStarts, topics }: Columns, rows: Int32Array, size: number): Uint32Array {
  const counts = new Uint32Array(size);
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    for (let i = topicStarts[row]!; i < topicStarts[row + 1]!; i++) counts[topics[i]!]!++;
  }
  return counts;
}

/** A joint claim counts for everybody who makes it, and once for a label that they share. */
function countPartners(
  columns: Columns,
  rows: Int32Array,
  dimension: (typeof OF_SPEAKER)[number] | 'speaker',
  counts: Uint32Array,
): void {
  const own = dimension === 'speaker' ? columns.speaker : columns.codes[dimension];
  for (const row of columns.joint) {
    if (placeOf(rows, row) < 0) continue;
    const partners = columns.partners.get(columns.keys[row]!)!;
    const values = new Set(partners.map((one) => one[dimension]));
    values.delete(own[row]!);
    for (const value of values) counts[value]!++;
  }
}

const same = (value: string) => ({ value, name: value });

function mostFrequent(
  counts: Uint32Array,
  at: (i: number) => { value: string; name: string },
  chosen: readonly string[],
): FacetList {
  const found: number[] = [];
  counts.forEach((count, i) => {
    if (count > 0) found.push(i);
  });
  const listed = best(found, LISTED, (a, b) => counts[b]! - counts[a]! || inOrder(at(a).value, at(b).value));
  const isListed = new Set(listed);
  const rest = chosen.length > 0 ? found.filter((i) => !isListed.has(i) && chosen.includes(at(i).value)) : [];
  return [...listed, ...rest]
    .map((i) => ({ ...at(i), count: counts[i]! }))
    .sort((a, b) => b.count - a.count || inOrder(a.name, b.name) || inOrder(a.value, b.value));
}

function inOrder(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Years, newest first, each before its months; what is undated is in none, and what has only a year in no month. */
function countDates(versions: readonly LabelledVersion[], counts: Uint32Array): FacetList {
  const found = new Map<string, number>();
  counts.forEach((count, i) => {
    const date = count > 0 ? versions[i]!.date : null;
    if (date !== null) found.set(date, (found.get(date) ?? 0) + count);
  });
  // Of far fewer dates than documents.
  const summed = new Map<string, number>();
  for (const [date, count] of found)
    for (const value of new Set([date.slice(0, 4), date.slice(0, 7)]))
      summed.set(value, (summed.get(value) ?? 0) + count);
  const key = (value: string) => value.padEnd(7, '~');
  return [...summed]
    .map(([value, count]) => ({ ...same(value), count }))
    .sort((a, b) => (key(a.value) < key(b.value) ? 1 : -1));
}
