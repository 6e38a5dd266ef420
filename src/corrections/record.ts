import { createHash } from 'node:crypto';
import type { Bloc, Correctable, Speaker, Stance } from '../claim.ts';

/** Whom a correction names, with enough to enter him where nothing else knows him. */
export type NamedSpeaker = Pick<Speaker, 'id' | 'name' | 'kind' | 'bloc' | 'country' | 'affiliation'>;

/** Labels that a person set, or that stood there before; what is absent was not spoken of. */
export interface LabelSet {
  speaker?: NamedSpeaker;
  bloc?: Bloc;
  topics?: string[];
  /** By the identifier of the target. */
  stances?: Record<string, Stance>;
  /** Nobody makes this claim here: it is shown nowhere but on its own page. */
  rejected?: boolean;
}

/** One line of the log of corrections: a correction, or the undoing of one. Never changed once it is written. */
export interface Entry {
  /** Of what the entry says, so that it is the same wherever it travels: 12 hexadecimal digits. */
  id: string;
  claim: string;
  /** The document and the words that it was about, for people: the claim itself may not be here. */
  document: string;
  words: string;
  /** When: ISO 8601, UTC, to the millisecond. */
  at: string;
  /** Who. */
  by: string;
  note: string | null;
  /** The labels in force just before; of those labels that the entry changes. */
  before: LabelSet;
  /** The labels that a correction sets; those in force again after an undo. */
  after: LabelSet;
  /** The entry that is taken back; null for a correction. */
  undoes: string | null;
}

/** What an entry does today: `outdone` where later corrections have set all of its labels again. */
export type EntryState = 'in force' | 'outdone' | 'undone' | 'undo';

/** The identifier of an entry: a hash of what it sets, on which claim, by whom, when and why. */
export function identify(entry: Omit<Entry, 'id' | 'document' | 'words' | 'before'>): string {
  const { claim, at, by, note, undoes } = entry;
  // What an undo brought back follows from the log, and is told by it only for people.
  const sets = undoes === null ? canonical(entry.after) : null;
  return createHash('sha256')
    .update(JSON.stringify([claim, at, by, note, undoes, sets]))
    .digest('hex')
    .slice(0, 12);
}

/**
 * The labels that the corrections of one claim add up to: for each label the latest correction that is not undone. The
 * order of the entries does not matter, so that logs from several places can be joined (a last-writer-wins map: Shapiro
 * et al., "A comprehensive study of convergent and commutative replicated data types", 2011).
 */
export function inForce(entries: readonly Entry[]): LabelSet {
  const result: LabelSet = {};
  for (const { after } of standing(entries)) {
    const { stances, ...labels } = after;
    Object.assign(result, labels);
    if (stances) result.stances = { ...result.stances, ...stances };
  }
  return result;
}

/** What each entry of one claim does today, in the order in which they were made. */
export function statesOf(entries: readonly Entry[]): { entry: Entry; state: EntryState }[] {
  const undone = undoneBy(entries);
  const set = new Set<string>();
  const states = new Map<Entry, EntryState>();
  for (const entry of [...standing(entries)].reverse()) {
    const labels = keysOf(entry.after);
    states.set(entry, labels.some((label) => !set.has(label)) ? 'in force' : 'outdone');
    for (const label of labels) set.add(label);
  }
  return [...entries].sort(byTime).map((entry) => ({
    entry,
    state: states.get(entry) ?? (undone.has(entry.id) ? 'undone' : 'undo'),
  }));
}

/** Which labels a set speaks of, in the order of {@link CORRECTABLE}. */
export function labelsOf(set: LabelSet): Correctable[] {
  const { speaker, bloc, topics, stances, rejected } = set;
  const given = { speaker, bloc, topics, stance: stances, rejected };
  return (Object.keys(given) as (keyof typeof given)[]).filter((label) => given[label] !== undefined);
}

/** Corrections that are not undone, oldest first. */
function standing(entries: readonly Entry[]): Entry[] {
  const undone = undoneBy(entries);
  return entries.filter(({ id, undoes }) => undoes === null && !undone.has(id)).sort(byTime);
}

function undoneBy(entries: readonly Entry[]): Set<string | null> {
  return new Set(entries.map(({ undoes }) => undoes));
}

// Two entries of the same millisecond were made in different places; any order will do that is the same everywhere.
function byTime(a: Entry, b: Entry): number {
  return compare(a.at, b.at) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function keysOf({ stances, ...labels }: LabelSet): string[] {
  return [...Object.keys(labels), ...Object.keys(stances ?? {}).map((target) => `stance ${target}`)];
}

/** The same set always in the same order, without what is absent. */
function canonical({ speaker, bloc, topics, stances, rejected }: LabelSet): unknown[] {
  const { id, name, kind, bloc: side, country, affiliation } = speaker ?? {};
  return [
    speaker ? [id, name, kind, side, country ?? null, affiliation ?? null] : null,
    bloc ?? null,
    topics ?? null,
    stances ? Object.entries(stances).sort(([a], [b]) => compare(a, b)) : null,
    rejected ?? null,
  ];
}
