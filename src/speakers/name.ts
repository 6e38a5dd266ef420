import { pinyin } from 'pinyin-pro';
import { normaliseName } from '../text.ts';
import { initialsOf, isSameGivenName } from './nicknames.ts';

/** A person's name in parts, lower case and without accents; Chinese characters as pinyin. */
interface PersonName {
  first: string;
  /** What stands between: other given names, initials, particles. */
  middle: string[];
  last: string;
}

const parsed = new Map<string, PersonName | undefined>();
const REMEMBERED = 20_000;

/**
 * How well two names of persons agree, 0 to 1: 0 where they cannot be one person's. A nickname ("Mike", "Michael"), a missing
 * initial and the other order of an East Asian name agree fully, a first name of which only the letter is given by half.
 */
export function agreementOfNames(a: string, b: string): number {
  const [one, two] = [parseName(a), parseName(b)];
  if (!one || !two) return normaliseName(a) === normaliseName(b) ? HALF : 0;
  if (one.last === two.last) return haveSameMiddle(one, two) ? agreementOfGiven(one.first, two.first) : 0;
  const turned = one.first === two.last && one.last === two.first && one.middle.length + two.middle.length === 0;
  return turned ? 1 : 0;
}

/** Keys of a person's name: two names that agree share one. A name of one word has itself. */
export function keysOfPerson(name: string): string[] {
  const parts = parseName(name);
  if (!parts) return [normaliseName(name)];
  const straight = initialsOf(parts.first).map((initial) => `${parts.last} ${initial}`);
  // Two words that may stand in either order have a key without one.
  return parts.middle.length > 0 ? straight : [...straight, [parts.first, parts.last].sort().join('|')];
}

/** The key of an organisation's name: without its article, legal form and the words between. */
export function keyOfBody(name: string): string {
  const words = normaliseName(name).split(' ');
  const telling = words.filter((word) => !EMPTY.has(word));
  return (telling.length > 0 ? telling : words).join(' ');
}

const HALF = 0.5;
const EMPTY = new Set(
  'the of for and in a an inc ltd limited corp corporation co plc gmbh ag sa llc spa ab oy nv'.split(' '),
);
const SUFFIX = /^(?:jr|sr|ii|iii|iv|phd|md)$/;
/** "Dae-ho" is one given name, as "Daeho" is. */
const HYPHEN = /(?<=\p{L})[-‐‑](?=\p{L})/gu;

function parseName(name: string): PersonName | undefined {
  if (parsed.has(name)) return parsed.get(name);
  if (parsed.size > REMEMBERED) parsed.clear();
  const words = normaliseName(romanise(name).replace(HYPHEN, ''))
    .split(' ')
    .filter((word) => !SUFFIX.test(word));
  const found = words.length < 2 ? undefined : { first: words[0]!, middle: words.slice(1, -1), last: words.at(-1)! };
  parsed.set(name, found);
  return found;
}

/** "沈沛霖" as "shen peilin": the family name, then the given name in one word. */
function romanise(name: string): string {
  const bare = name.replaceAll(/\s/g, '');
  if (!/^\p{Script=Han}{2,4}$/u.test(bare)) return name;
  const [family, ...given] = pinyin(bare, { toneType: 'none', type: 'array', surname: 'head' });
  return `${family} ${given.join('')}`;
}

function agreementOfGiven(a: string, b: string): number {
  if (isSameGivenName(a, b)) return 1;
  return (a.length === 1 || b.length === 1) && a[0] === b[0] ? HALF : 0;
}

/** Initials and names between, where both have some: "T." is not "W.", and "R." is "Richard". */
function haveSameMiddle({ middle: a }: PersonName, { middle: b }: PersonName): boolean {
  if (a.length === 0 || b.length === 0) return true;
  return a.some((one) => b.some((two) => (one.length === 1 || two.length === 1 ? one[0] === two[0] : one === two)));
}
