import { DAMAGED, type InMemory } from '../store/index.ts';
import { matchQuery } from '../text.ts';
import { type Names, speakersNamed, speakersWith } from './names.ts';
import { type Stems, type Term, tokensOf } from './terms.ts';

/** Constants of BM25 (Robertson and Zaragoza 2009), chosen on the training part of bench:retrieval. */
export const K1 = 1.2;
export const B = 0.5;
/** What a word counts in a field beside one in the claim itself. */
export const FIELD_WEIGHTS = { title: 0.5, speaker: 1, context: 0.15 } as const;
/** Claims that the words of one question may stand in, all together: the rarest first, and always one word. */
const POSTINGS = 400_000;

/** A question of more words than this finds no better. */
const MOST_TERMS = 64;
/** Words of a phrase that are looked for. */
const LONGEST_PHRASE = 200;

/** What a claim must and must not hold. */
export interface Demands {
  /** Each of them, word for word. */
  phrases: readonly string[];
  /** None of them. */
  without: readonly string[];
}

/** The claims that hold a word of a question, as rows, with a first reckoning of how well. */
export interface Matched {
  rows: Int32Array;
  /** By row; of the claims' own words, the title's and the speaker's, as if each stood once in the claim; damaged text counts less. */
  scores: Float32Array;
  /** Of each term that was looked for, by its stem, the rows of the claims whose own words hold it, ascending. */
  found: Map<string, Int32Array>;
  /** Inverse document frequency of each term. */
  idf: Map<string, number>;
  /** The speakers whom the question names, by which stems. */
  named: Map<number, Set<string>>;
  /** Versions whose titles hold a term, by its stem. */
  titled: Map<string, Set<number>>;
  /** Words too frequent to look for beside rarer ones: they only rank. */
  passedOver: Term[];
}

/** Where a question is asked: what is in memory, and the names there. */
export interface Place extends InMemory {
  names: Names;
  stems: Stems;
}

/** Finds the claims that hold any of the terms in their words, their speaker's name or their document's title. */
export function matchTerms(place: Place, terms: readonly Term[], words: string): Matched {
  const { labels, postings, names, stems } = place;
  const scores = new Float32Array(labels.size);
  const idf = new Map(terms.map(({ stem }) => [stem, inverseFrequency(labels.size, postings.frequency(stem))]));
  const { chosen, passedOver } = withinBudget(place, terms);
  const worth = worthByLength(place);
  const { length: lengths } = labels;
  const found = new Map<string, Int32Array>();
  for (const { stem, match } of chosen) {
    const weight = idf.get(stem)!;
    const rows = postings.rows(match);
    found.set(stem, rows);
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      scores[row]! += weight * worth[lengths[row]!]!;
    }
  }
  const named = speakersNamed(names, terms, stems(tokensOf(words).map(({ text }) => text)));
  const titled = new Map(terms.map(({ stem }) => [stem, new Set(names.titles.get(stem))]));
  addNames(place, { scores, idf, named, titled });
  for (const row of labels.damagedRows) scores[row]! *= DAMAGED;
  const rows = new Int32Array(scores.length);
  let size = 0;
  for (let row = 0; row < scores.length; row++) if (scores[row]! > 0) rows[size++] = row;
  return { rows: rows.subarray(0, size), scores, found, idf, named, titled, passedOver };
}

/** True if the words stand side by side in any claim, or in any speaker's name. */
export function standsAnywhere(place: Place, phrase: string): boolean {
  return rowsWith(place, phrase).length > 0;
}

/** The rarest of too many terms, those that stand nowhere last. */
export function rarestOf({ postings }: Pick<Place, 'postings'>, terms: Term[]): Term[] {
  if (terms.length <= MOST_TERMS) return terms;
  const key = ({ stem }: Term) => postings.frequency(stem) || Number.MAX_SAFE_INTEGER;
  return terms.sort((a, b) => key(a) - key(b)).slice(0, MOST_TERMS);
}

/** Of each row 1 where the claim meets the demands; undefined where nothing is demanded. */
export function meetDemands(place: Place, { phrases, without }: Demands): Uint8Array | undefined {
  if (phrases.length + without.length === 0) return undefined;
  const met = new Uint8Array(place.labels.size);
  for (const phrase of phrases) for (const row of rowsWith(place, phrase)) met[row]!++;
  for (let row = 0; row < met.length; row++) met[row] = met[row] === phrases.length ? 1 : 0;
  for (const words of without) for (const row of rowsWith(place, words)) met[row] = 0;
  return met;
}

/** BM25's saturation of a word's weighted frequency. */
export function saturate(frequency: number): number {
  return ((K1 + 1) * frequency) / (K1 + frequency);
}

/** BM25's normalisation by length, as a share of the average. */
export function lengthFactor(share: number): number {
  return 1 - B + B * share;
}

/** Of a claim's own words, in characters. */
export function averageLength({ labels }: Pick<Place, 'labels'>): number {
  return averages.get(labels) ?? measure(labels);
}

const averages = new WeakMap<object, number>();

/** What a word counts that stands once in a claim, by the claim's length in characters. */
function worthByLength({ labels }: Pick<Place, 'labels'>): Float32Array {
  const known = worths.get(labels);
  if (known) return known;
  const average = averageLength({ labels });
  const worth = new Float32Array(LONGEST + 1);
  for (let length = 0; length <= LONGEST; length++) worth[length] = saturate(1 / lengthFactor(length / average));
  worths.set(labels, worth);
  return worth;
}

const worths = new WeakMap<object, Float32Array>();
/** The longest length that {@link Labels.length} tells. */
const LONGEST = 0xffff;

function measure(labels: Place['labels']): number {
  let characters = 0;
  for (const length of labels.length) characters += length;
  const average = characters / Math.max(1, labels.size);
  averages.set(labels, average);
  return average;
}

function inverseFrequency(all: number, frequency: number): number {
  return Math.log(1 + (Math.max(all, frequency) - frequency + 0.5) / (frequency + 0.5));
}

function withinBudget({ postings }: Place, terms: readonly Term[]): { chosen: Term[]; passedOver: Term[] } {
  const frequency = (term: Term) => (term.open ? postings.rows(term.match).length : postings.frequency(term.stem));
  const rarest = [...terms].filter((term) => frequency(term) > 0).sort((a, b) => frequency(a) - frequency(b));
  let left = POSTINGS;
  const chosen = rarest.filter((term, i) => {
    left -= frequency(term);
    return i === 0 || left >= 0;
  });
  return { chosen, passedOver: rarest.filter((term) => !chosen.includes(term)) };
}

/** A title counts for every claim of its document, a speaker for every claim of theirs. */
function addNames(
  { labels, names }: Place,
  { scores, idf, named, titled }: Pick<Matched, 'scores' | 'idf' | 'named' | 'titled'>,
): void {
  for (const [stem, versions] of titled)
    for (const version of versions) {
      const share = names.titleLengths[version]! / names.averageTitle;
      const score = idf.get(stem)! * saturate(FIELD_WEIGHTS.title / lengthFactor(share));
      for (const row of labels.rowsOfVersion(version)) scores[row]! += score;
    }
  if (named.size === 0) return;
  const bySpeaker = new Float32Array(labels.speakers.length);
  for (const [speaker, stems] of named) {
    bySpeaker[speaker] = speakerScore(idf, stems);
    for (const row of labels.rowsOfSpeaker(speaker)) scores[row]! += bySpeaker[speaker]!;
  }
  // Of those who make a claim jointly, the one who is named best counts.
  for (const row of labels.jointRows) {
    const [own = 0, ...others] = labels.makersOf(row).map((speaker) => bySpeaker[speaker]!);
    scores[row]! += Math.max(own, ...others) - own;
  }
}

function speakerScore(idf: ReadonlyMap<string, number>, stems: Iterable<string>): number {
  let sum = 0;
  for (const stem of stems) sum += (idf.get(stem) ?? 0) * saturate(FIELD_WEIGHTS.speaker);
  return sum;
}

/** Claims that hold words side by side, or whose speaker's name does. */
function rowsWith({ labels, postings, names, stems }: Place, phrase: string): Int32Array {
  const match = matchQuery(phrase, { mode: 'phrase', max: LONGEST_PHRASE });
  const inWords = match === undefined ? new Int32Array(0) : postings.rows(match);
  const speakers = new Set(speakersWith(names, stems(tokensOf(phrase).map(({ text }) => text))));
  if (speakers.size === 0) return inWords;
  const rows = new Set(inWords);
  for (const speaker of speakers) for (const row of labels.rowsOfSpeaker(speaker)) rows.add(row);
  for (const row of labels.jointRows) if (labels.makersOf(row).some((one) => speakers.has(one))) rows.add(row);
  return Int32Array.from(rows).sort();
}
