import type { Match, Passage, Wording } from '../contract.ts';
import { ALL_CELLS, align } from './align.ts';
import { atomsOf, type Reading } from './atoms.ts';
import { differencesOf } from './differences.ts';
import type { Place } from './place.ts';
import { toSides } from './sides.ts';

/** Wordings to compare with the first; the rest are listed without. */
const MOST_COMPARED = 20;

/**
 * The wordings in which intact documents carry a passage, that of the first place first, with everyone who has it, and
 * how the wording differs from the first. `places` and `matches` go together.
 */
export function wordingsOf(places: Place[], matches: Match[]): Wording[] {
  const groups = new Map<string, { place: Place; reading: Reading; carriers: Passage[] }>();
  places.forEach((place, i) => {
    if (place.version.quality !== 'intact') return;
    const { text } = matches[i]!;
    const { atoms } = atomsOf(text);
    const key = atoms.map((atom) => atom.key).join(' ');
    const group = groups.get(key) ?? { place, reading: { text, atoms }, carriers: [] };
    groups.set(key, group);
    group.carriers.push(passageOf(matches[i]!));
  });
  const [first, ...others] = [...groups.values()];
  if (first === undefined) return [];
  return [
    { text: first.reading.text, carriers: first.carriers, differences: [] },
    ...others.map(({ reading, carriers }, i) => ({
      text: reading.text,
      carriers,
      differences: i < MOST_COMPARED ? differencesBetween(first.place, first.reading, reading) : [],
    })),
  ];
}

/** The place with the earliest date of those whose verdict is the first's; null where none of them has a date. */
export function earliestOf(matches: Match[]): Passage | null {
  const [best] = matches;
  if (best?.quality !== 'intact') return null;
  const dated = matches.filter(
    ({ verdict, quality, date }) => verdict === best.verdict && quality === 'intact' && date,
  );
  // "2020" may be any day of 2020, so that it comes before none of them; of equals the best place stands first.
  const [earliest] = dated.toSorted((a, b) => compare(latestDay(a.date!), latestDay(b.date!)));
  return earliest === undefined ? null : passageOf(earliest);
}

function passageOf({ document, version, title, date, start, end }: Match): Passage {
  return { document, version, title, date, start, end };
}

function differencesBetween({ version }: Place, model: Reading, reading: Reading): Wording['differences'] {
  const sides = toSides(reading, { ...model, version });
  const mates = align(sides, { cells: ALL_CELLS });
  return mates === undefined ? [] : differencesOf(sides, mates);
}

function latestDay(date: string): string {
  return date + '-12-31'.slice(date.length - 4);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
