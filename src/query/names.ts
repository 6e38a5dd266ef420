import type { Labels } from '../store/index.ts';
import { type Stems, type Term, tokensOf } from './terms.ts';

/** Which speakers and which documents' titles hold a word: there are so few that they are kept in memory. */
export interface Names {
  /** Indexes of speakers by the stems of their main names. */
  speakers: Map<string, number[]>;
  /** Every name of a speaker, the other ones too, by its first stem. */
  whole: Map<string, { stems: string[]; speaker: number }[]>;
  /** Indexes of versions by the stems of their titles. */
  titles: Map<string, number[]>;
  /** Words of each version's title, and of a title on average. */
  titleLengths: Float32Array;
  averageTitle: number;
}

/** What was made of labels that are still in use. */
const ofLabels = new WeakMap<Labels, Names>();
/** What was made last of some speakers, of which versions, and which of these have claims. */
const made = new WeakMap<object, { versions: Labels['versions']; documents: number[]; names: Names }>();

/** The names in a knowledge base, made again where speakers, titles, or the documents that have claims are others. */
export function namesIn(labels: Labels, stems: Stems): Names {
  const names = ofLabels.get(labels) ?? findNames(labels, stems);
  ofLabels.set(labels, names);
  return names;
}

function findNames(labels: Labels, stems: Stems): Names {
  const { speakers, versions, documents } = labels;
  const known = made.get(speakers);
  if (
    known?.versions === versions &&
    known.documents.length === documents.length &&
    known.documents.every((version, i) => version === documents[i])
  )
    return known.names;
  const names = indexNames(labels, stems);
  made.set(speakers, { versions, documents, names });
  return names;
}

/**
 * The speakers whom words name, each with the stems that do: a word of the main name, or a whole other name. How many words a
 * name has does not matter, and an other name counts only whole, so that nobody ranks higher for the length of a list.
 */
export function speakersNamed(
  names: Names,
  terms: readonly Term[],
  sequence: readonly string[],
): Map<number, Set<string>> {
  const named = new Map<number, Set<string>>();
  const add = (speaker: number, stems: readonly string[]) => {
    const known = named.get(speaker) ?? new Set();
    for (const stem of stems) known.add(stem);
    named.set(speaker, known);
  };
  for (const { stem } of terms) for (const speaker of names.speakers.get(stem) ?? []) add(speaker, [stem]);
  sequence.forEach((first, i) => {
    for (const { stems, speaker } of names.whole.get(first) ?? [])
      if (stems.every((stem, j) => sequence[i + j] === stem)) add(speaker, stems);
  });
  return named;
}

/** The speakers one of whose names holds these words side by side. */
export function speakersWith(names: Names, phrase: readonly string[]): number[] {
  const found = new Set<number>();
  for (const list of names.whole.values())
    for (const { stems, speaker } of list)
      if (stems.some((_, i) => phrase.every((stem, j) => stems[i + j] === stem))) found.add(speaker);
  return [...found];
}

function indexNames({ speakers, versions, documents }: Labels, stems: Stems): Names {
  const names: Names = {
    speakers: new Map(),
    whole: new Map(),
    titles: new Map(),
    titleLengths: new Float32Array(versions.length),
    averageTitle: 1,
  };
  const readNames = reader(speakers, ({ name, aliases }) => [name, ...aliases], stems);
  const readTitles = reader(versions, ({ title }) => [title ?? ''], stems);
  speakers.forEach((one, speaker) => {
    const [main = [], ...others] = readNames(one);
    for (const stem of new Set(main)) push(names.speakers, stem, speaker);
    for (const list of [main, ...others])
      if (list[0] !== undefined) push(names.whole, list[0], { stems: list, speaker });
  });
  for (const version of documents) {
    const [list = []] = readTitles(versions[version]!);
    names.titleLengths[version] = list.length;
    for (const stem of new Set(list)) push(names.titles, stem, version);
  }
  for (const map of [names.speakers, names.whole, names.titles]) trim<unknown>(map);
  const total = names.titleLengths.reduce((sum, length) => sum + length, 0);
  names.averageTitle = Math.max(1, total / Math.max(1, documents.length));
  return names;
}

/** The stems of each of the names of speakers and versions that were read once: a write leaves most as they were. */
const read = new WeakMap<object, string[][]>();

/** A function that gives the stems of each name of one of these, which are all read at once: that costs a tenth. */
function reader<T extends object>(
  all: readonly T[],
  namesOf: (one: T) => string[],
  stems: Stems,
): (one: T) => string[][] {
  const unread = all.filter((one) => !read.has(one));
  stems(tokensOf(unread.flatMap(namesOf).join(' ')).map(({ text }) => text));
  for (const one of unread)
    read.set(
      one,
      namesOf(one).map((name) => stems(tokensOf(name).map(({ text }) => text))),
    );
  return (one) => read.get(one) ?? [];
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** Gives every list the room that it needs: one that grows takes room for sixteen more, and most of these are short. */
function trim<T>(map: Map<string, T[]>): void {
  for (const [key, list] of map) map.set(key, list.slice());
}
