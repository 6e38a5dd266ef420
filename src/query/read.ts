import { BLOCS, CAPACITIES, MANNERS, POLARITIES, STANCES } from '../claim.ts';
import type { Filter, Operator, SearchNote } from '../contract.ts';
import type { LabelledSpeaker, Labels } from '../store/index.ts';
import { normaliseName } from '../text.ts';
import { type Field, type Part, parseQuery, printQuery, withoutPart } from './parse.ts';
import { tokensOf } from './terms.ts';

/** What a query asks for. */
export interface QueryReading {
  /** Everything that is no operator. */
  words: string;
  phrases: string[];
  without: string[];
  filter: Partial<Filter>;
  operators: Operator[];
  notes: SearchNote[];
}

/** What the values of fields may name. */
export interface Known {
  labels: Labels;
  topics: readonly { id: string; name: string }[];
}

/** Nobody types so many words; whoever pastes them does not mean their quotation marks and hyphens as operators. */
const PASTED = 16;

/**
 * What a query means here: its fields as a filter of what there is to filter by. A value that nothing has is searched as
 * words, and a note says so. Never throws.
 */
export function readQuery(query: string, known: Known): QueryReading {
  const parts = parseQuery(query);
  const typed = parts.filter(({ kind }) => kind !== 'field');
  const isPasted = typed.length > PASTED || tokensOf(query).length > 3 * PASTED;
  if (isPasted && parts.some(({ kind }) => kind !== 'word'))
    return { ...nothing(), words: query, notes: [{ code: 'pasted', message: PASTED_NOTE }] };
  const reading = nothing();
  const words: string[] = [];
  for (const part of parts) {
    if (part.kind === 'word') words.push(part.text);
    else if (part.kind === 'field') {
      const { found, missing } = readField(part, known, reading);
      words.push(...missing);
      if (found) reading.operators.push(toOperator(query, part));
    } else {
      (part.kind === 'phrase' ? reading.phrases : reading.without).push(part.text);
      reading.operators.push(toOperator(query, part));
    }
  }
  return { ...reading, words: words.join(' ') };
}

/** Both filters: several values of one field mean any of them, and the narrower of two dates counts. */
export function joinFilters(one: Partial<Filter>, other: Partial<Filter>): Partial<Filter> {
  const joined: Record<string, unknown> = { ...one };
  for (const [name, value] of Object.entries(other)) {
    const before = joined[name];
    if (value === undefined) continue;
    if (Array.isArray(value)) joined[name] = [...new Set([...((before as unknown[] | undefined) ?? []), ...value])];
    else if (before === undefined) joined[name] = value;
    else joined[name] = narrower(name as 'from' | 'to', String(before), String(value));
  }
  return joined;
}

/** A bound holds for its whole year or month. */
function narrower(bound: 'from' | 'to', one: string, other: string): string {
  if (bound === 'from') return firstDay(one) >= firstDay(other) ? one : other;
  return lastDay(one) <= lastDay(other) ? one : other;
}

const PASTED_NOTE =
  'A long text is searched as it stands: its quotation marks, hyphens and colons are not read as operators.';

function nothing(): QueryReading {
  return { words: '', phrases: [], without: [], filter: {}, operators: [], notes: [] };
}

function toOperator(query: string, part: Exclude<Part, { kind: 'word' }>): Operator {
  const { kind, start, end } = part;
  return { kind, text: printQuery([part]), start, end, without: withoutPart(query, part) };
}

/** Adds what a field says to the reading: whether it says anything, and the values that nothing has, as words to search. */
function readField(
  { field, values }: { field: Field; values: string[] },
  known: Known,
  reading: QueryReading,
): { found: boolean; missing: string[] } {
  const missing: string[] = [];
  let found = false;
  for (const value of values) {
    const filter = readValue(field, value, known);
    if (filter) {
      reading.filter = joinFilters(reading.filter, filter);
      found = true;
      continue;
    }
    missing.push(value);
    reading.notes.push(
      field === 'before' || field === 'after'
        ? {
            code: 'date',
            message: `“${value}” is no date such as 2020, 2020-08 or 2020-08-05, and was searched as words.`,
          }
        : { code: 'value', message: `There is no ${field} “${value}”, which was searched as words.${offer(field)}` },
    );
  }
  return { found, missing };
}

const VALUES = { bloc: BLOCS, capacity: CAPACITIES, manner: MANNERS, polarity: POLARITIES, stance: STANCES } as const;

function offer(field: Field): string {
  return field in VALUES ? ` There is ${VALUES[field as keyof typeof VALUES].join(', ')}.` : '';
}

/** The filter that a value means; undefined where it means nothing that there is. */
function readValue(field: Field, value: string, { labels, topics }: Known): Partial<Filter> | undefined {
  if (field === 'before' || field === 'after') {
    const date = readDate(value);
    if (date === undefined) return undefined;
    return field === 'after' ? { from: date } : { to: dayBefore(firstDay(date)) };
  }
  if (field === 'speaker') return someOf('speaker', findSpeakers(labels, value));
  if (field === 'topic') {
    const wanted = value.toLowerCase();
    return someOf(
      'topic',
      topics.filter(({ id, name }) => id === wanted || name.toLowerCase() === wanted).map(({ id }) => id),
    );
  }
  if (field === 'document') return someOf('document', findDocuments(labels, value));
  const values: readonly string[] = VALUES[field];
  return someOf(
    field,
    values.filter((one) => one === value.toLowerCase()),
  );
}

function someOf(field: string, values: string[]): Partial<Filter> | undefined {
  return values.length > 0 ? { [field]: values } : undefined;
}

/** By identifier or any name, however written ("Pompeo’s", "MFA"); else everyone one of whose names holds these words. */
function findSpeakers({ speakers }: Labels, value: string): string[] {
  const wanted = normaliseName(value);
  if (wanted === '') return [];
  const called = (is: (name: string) => boolean) =>
    speakers.filter((speaker) => speaker.id === value || namesOf(speaker).some(is)).map(({ id }) => id);
  const exact = called((name) => name === wanted);
  return exact.length > 0 ? exact : called((name) => ` ${name} `.includes(` ${wanted} `));
}

const normalised = new WeakMap<object, string[]>();

/** All names of a speaker as they are compared, made once: a write leaves most speakers as they were. */
function namesOf(speaker: LabelledSpeaker): string[] {
  const known = normalised.get(speaker);
  if (known) return known;
  const names = [speaker.name, ...speaker.aliases].map(normaliseName);
  normalised.set(speaker, names);
  return names;
}

/** By name; else all whose name or title holds these words. */
function findDocuments({ versions }: Labels, value: string): string[] {
  const wanted = value.toLowerCase();
  const exact = versions.filter(({ document }) => document.toLowerCase() === wanted);
  const found =
    exact.length > 0
      ? exact
      : versions.filter(({ document, title }) => `${document}\n${title ?? ''}`.toLowerCase().includes(wanted));
  return found.map(({ document }) => document);
}

/** A date of the calendar in ISO 8601, of whatever precision: `2020-8-5` and `2020/08` are read too. */
function readDate(text: string): string | undefined {
  const [, year, month, day] = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/.exec(text.trim()) ?? [];
  if (year === undefined || year < '0001') return undefined;
  const date = [year, month?.padStart(2, '0'), day?.padStart(2, '0')].filter((one) => one !== undefined).join('-');
  const first = firstDay(date);
  const real = new Date(`${first}T00:00:00Z`);
  return !Number.isNaN(real.getTime()) && real.toISOString().slice(0, 10) === first ? date : undefined;
}

/** The day with which a year, a month or a day begins. */
export function firstDay(date: string): string {
  return `${date}-01-01`.slice(0, 10);
}

/** No day of a year, a month or a day comes after it; it need not be in the calendar. */
export function lastDay(date: string): string {
  return `${date}-99-99`.slice(0, 10);
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
