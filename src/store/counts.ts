import type { Bloc } from '../claim.ts';
import { BLOCS } from '../claim.ts';
import type { Labels } from './labels/index.ts';

/** Numbers about the whole collection, counted over the labels in memory: after a write SQL would take a second for them. */

/** How many claims each bloc makes, and how many came in each manner; one that two blocs make jointly counts for both. */
export function countClaims(labels: Labels): { blocs: Map<string, number>; manners: Map<string, number> } {
  const [blocs, manners] = [new Map<string, number>(), new Map<string, number>()];
  for (let row = 0; row < labels.size; row++) {
    add(blocs, labels.valueOf('bloc', row)!);
    add(manners, labels.valueOf('manner', row)!);
  }
  for (const row of labels.jointRows) for (const bloc of blocsOf(labels, row).slice(1)) add(blocs, bloc);
  return { blocs, manners };
}

/** How many claims each topic has, and how many have none (`other`). */
export function countTopics(labels: Labels): Map<string, number> {
  return new Map(labels.topics.map((topic) => [topic, labels.rowsOfTopic(topic).length]));
}

/** How many claims and documents each bloc has on each topic, without what is said not to have been said. */
export function countTopicsByBloc(labels: Labels): { topic: string; bloc: Bloc; claims: number; documents: number }[] {
  const seen = Object.fromEntries(
    BLOCS.map((bloc) => [bloc, new Int32Array(labels.versions.length).fill(-1)]),
  ) as Record<Bloc, Int32Array>;
  const joint = new Set(labels.jointRows);
  return labels.topics.flatMap((topic, number) => {
    const counts = new Map<Bloc, { claims: number; documents: number }>();
    for (const row of labels.rowsOfTopic(topic)) {
      if (labels.valueOf('polarity', row) === 'unsaid') continue;
      const version = labels.version[row]!;
      for (const bloc of joint.has(row) ? blocsOf(labels, row) : [labels.valueOf('bloc', row)!]) {
        const count = counts.get(bloc) ?? { claims: 0, documents: 0 };
        counts.set(bloc, count);
        count.claims++;
        if (seen[bloc][version] !== number) count.documents++;
        seen[bloc][version] = number;
      }
    }
    return [...counts].map(([bloc, count]) => ({ topic, bloc, ...count }));
  });
}

/** How many claims and documents each speaker has, by their numbers; a joint claim is everybody's who makes it. */
export function countSpeakers(labels: Labels): { claims: Uint32Array; documents: Uint32Array } {
  const { length } = labels.speakers;
  const [claims, documents] = [new Uint32Array(length), new Uint32Array(length)];
  const partly = new Map<number, number[]>();
  for (const row of labels.jointRows)
    for (const maker of new Set(labels.makersOf(row).slice(1)))
      if (maker !== labels.speaker[row]) partly.set(maker, [...(partly.get(maker) ?? []), row]);
  const seen = new Int32Array(labels.versions.length).fill(-1);
  for (let speaker = 0; speaker < length; speaker++)
    for (const rows of [labels.rowsOfSpeaker(speaker), partly.get(speaker) ?? []])
      for (const row of rows) {
        const version = labels.version[row]!;
        claims[speaker]!++;
        if (seen[version] !== speaker) documents[speaker]!++;
        seen[version] = speaker;
      }
  return { claims, documents };
}

/** Rows that a number below this tells from each other, beside the bits of a confidence, in a float of 64 bits. */
const ROWS = 2 ** 23;

/** Keys of claims, the least confident first, without some. */
export function byConfidence(labels: Labels, without: ReadonlySet<number>): Int32Array {
  // Of floats that are not negative, the bits are in their order.
  const { confidence } = labels;
  const bits = new Uint32Array(confidence.slice().buffer);
  const ordered = Float64Array.from(bits, (value, row) => value * ROWS + row).sort();
  return Int32Array.from(ordered, (value) => labels.keys[value % ROWS]!).filter((key) => !without.has(key));
}

function blocsOf(labels: Labels, row: number): Bloc[] {
  return [...new Set(labels.sidesOf(row).map(({ bloc }) => bloc))];
}

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
