import { BLOCS, type Bloc, MANNERS, OTHER_TOPIC, POLARITIES, STANCES } from '../claim.ts';
import type { Labels } from './labels/index.ts';

/**
 * Numbers about the whole collection, counted over the labels in memory: after a write SQL would take a second for them. Codes
 * are counted, and named at the end, since a name takes longer to find than a claim to count.
 */

const UNSAID = POLARITIES.indexOf('unsaid');

/** How many claims each bloc makes, and how many came in each manner; one that two blocs make jointly counts for both. */
export function countClaims(labels: Labels): { blocs: Record<Bloc, number>; manners: Map<string, number> } {
  const [bloc, manner] = [labels.codesOf('bloc'), labels.codesOf('manner')];
  const [blocs, manners] = [BLOCS.map(() => 0), MANNERS.map(() => 0)];
  for (let row = 0; row < labels.size; row++) {
    blocs[bloc[row]!]!++;
    manners[manner[row]!]!++;
  }
  for (const row of labels.jointRows) for (const code of blocCodes(labels, row).slice(1)) blocs[code]!++;
  return {
    blocs: Object.fromEntries(BLOCS.map((name, i) => [name, blocs[i]])) as Record<Bloc, number>,
    manners: new Map(MANNERS.map((name, i) => [name, manners[i]!])),
  };
}

/** How many claims each topic has, and how many have none (`other`). */
export function countTopics(labels: Labels): Map<string, number> {
  return new Map(labels.topics.map((topic) => [topic, labels.rowsOfTopic(topic).length]));
}

/** How many claims and documents each bloc has on each topic, without what is said not to have been said. */
export function countTopicsByBloc(labels: Labels): { topic: string; bloc: Bloc; claims: number; documents: number }[] {
  const [bloc, polarity, { version }] = [labels.codesOf('bloc'), labels.codesOf('polarity'), labels];
  const seen = BLOCS.map(() => new Int32Array(labels.versions.length).fill(-1));
  const joint = jointOf(labels);
  return labels.topics.flatMap((topic, number) => {
    const counts = BLOCS.map((name) => ({ topic, bloc: name, claims: 0, documents: 0 }));
    const add = (code: number, at: number) => {
      counts[code]!.claims++;
      if (seen[code]![at] !== number) counts[code]!.documents++;
      seen[code]![at] = number;
    };
    for (const row of labels.rowsOfTopic(topic)) {
      if (polarity[row] === UNSAID) continue;
      if (joint[row]) for (const code of blocCodes(labels, row)) add(code, version[row]!);
      else add(bloc[row]!, version[row]!);
    }
    return counts.filter(({ claims }) => claims > 0);
  });
}

/** In how many documents each bloc makes a claim. */
export function countDocumentsByBloc(labels: Labels): Map<Bloc, number> {
  const [bloc, { version }] = [labels.codesOf('bloc'), labels];
  const found = BLOCS.map(() => new Uint8Array(labels.versions.length));
  for (let row = 0; row < labels.size; row++) found[bloc[row]!]![version[row]!] = 1;
  for (const row of labels.jointRows) for (const code of blocCodes(labels, row)) found[code]![version[row]!] = 1;
  return new Map(BLOCS.map((name, i) => [name, found[i]!.reduce((sum, one) => sum + one, 0)]));
}

/** How many claims and documents each speaker has, by their numbers; a joint claim is everybody's who makes it. */
export function countSpeakers(labels: Labels): { claims: Uint32Array; documents: Uint32Array } {
  const [{ length }, { version }] = [labels.speakers, labels];
  const [claims, documents] = [new Uint32Array(length), new Uint32Array(length)];
  const partly = new Map<number, number[]>();
  for (const row of labels.jointRows)
    for (const maker of new Set(labels.makersOf(row).slice(1)))
      if (maker !== labels.speaker[row]) partly.set(maker, [...(partly.get(maker) ?? []), row]);
  const seen = new Int32Array(labels.versions.length).fill(-1);
  for (let speaker = 0; speaker < length; speaker++)
    for (const rows of [labels.rowsOfSpeaker(speaker), partly.get(speaker) ?? []]) {
      claims[speaker]! += rows.length;
      for (let i = 0; i < rows.length; i++) {
        const at = version[rows[i]!]!;
        if (seen[at] !== speaker) documents[speaker]!++;
        seen[at] = speaker;
      }
    }
  return { claims, documents };
}

/** Claims of one label in a month (`2020-08`), or a year where no month is known; null without a date. Stances are towards the first target. */
export interface MonthCount {
  label: string;
  month: string | null;
  claims: number;
  supports: number;
  opposes: number;
}

/** By what claims are counted. */
export type LabelKind = 'all' | 'bloc' | 'topic';

/** Some claims that somebody makes, given by rows, counted by label and month, once for each label. */
export function countMonths(labels: Labels, rows: Int32Array, by: LabelKind): MonthCount[] {
  const names = by === 'all' ? [''] : by === 'bloc' ? BLOCS : labels.topics;
  const all = [...new Set(labels.versions.map(({ date }) => date?.slice(0, 7) ?? null))];
  const monthAt = new Map(all.map((month, i) => [month, i]));
  const monthOf = Int32Array.from(labels.versions, ({ date }) => monthAt.get(date?.slice(0, 7) ?? null)!);
  const [stance, polarity, bloc] = [labels.codesOf('stance'), labels.codesOf('polarity'), labels.codesOf('bloc')];
  const counts = STANCES.map(() => new Uint32Array(names.length * all.length));
  const joint = jointOf(labels);
  const add = (label: number, row: number) => {
    counts[stance[row]!]![label * all.length + monthOf[labels.version[row]!]!]!++;
  };
  for (const row of rows) {
    if (polarity[row] === UNSAID) continue;
    if (by === 'all') add(0, row);
    else if (by === 'topic') for (const topic of labels.topicsOf(row)) add(topic, row);
    else if (joint[row]) for (const code of blocCodes(labels, row)) add(code, row);
    else add(bloc[row]!, row);
  }
  const months = names.flatMap((label, i) =>
    label === OTHER_TOPIC.id && by === 'topic' ? [] : all.map((month, j) => toMonth(label, month, i * all.length + j)),
  );
  function toMonth(label: string, month: string | null, at: number): MonthCount {
    const [supports, opposes, neutral] = (['supports', 'opposes', 'neutral'] as const).map(
      (name) => counts[STANCES.indexOf(name)]![at]!,
    ) as [number, number, number];
    return { label, month, claims: supports + opposes + neutral, supports, opposes };
  }
  // Undated ones come first.
  const order = ({ month, label }: MonthCount) => `${month ?? ''} ${label}`;
  return months.filter(({ claims }) => claims > 0).sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

/** Bits by which one pass of a sort tells numbers of 32 bits. */
const DIGIT = 16;

/** Keys of claims, the least confident first, of equals the older; without some. */
export function byConfidence(labels: Labels, without: ReadonlySet<number>): Int32Array {
  // Of floats that are not negative, the bits are in their order: a radix sort takes a thirtieth of the time of another.
  const bits = new Uint32Array(labels.confidence.slice().buffer);
  let order = labels.all();
  for (const shift of [0, DIGIT]) order = sortByDigit(order, bits, shift);
  const keys = new Int32Array(order.length);
  let size = 0;
  for (let i = 0; i < order.length; i++) {
    const key = labels.keys[order[i]!]!;
    if (!without.has(key)) keys[size++] = key;
  }
  return keys.subarray(0, size);
}

/** Rows in the order of one digit of their bits, those with the same as they were. */
function sortByDigit(rows: Int32Array, bits: Uint32Array, shift: number): Int32Array {
  const mask = 2 ** DIGIT - 1;
  const next = new Uint32Array(2 ** DIGIT + 1);
  for (let i = 0; i < rows.length; i++) next[((bits[rows[i]!]! >>> shift) & mask) + 1]!++;
  for (let value = 0; value <= mask; value++) next[value + 1]! += next[value]!;
  const sorted = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) sorted[next[(bits[rows[i]!]! >>> shift) & mask]!++] = rows[i]!;
  return sorted;
}

/** Of each row 1 where several make the claim. */
export function jointOf(labels: Labels): Uint8Array {
  const joint = new Uint8Array(labels.size);
  for (const row of labels.jointRows) joint[row] = 1;
  return joint;
}

/** The places in {@link BLOCS} of those who make a joint claim, each once, the first that of its speaker. */
export function blocCodes(labels: Labels, row: number): number[] {
  return [...new Set(labels.sidesOf(row).map(({ bloc }) => BLOCS.indexOf(bloc)))];
}
