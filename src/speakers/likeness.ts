import type { Speaker } from '../claim.ts';
import { isStopWord, normaliseName } from '../text.ts';
import { agreementOfNames, keyOfBody, keysOfPerson } from './name.ts';

/** Somebody as a text or the registry describes him. */
export type Described = Pick<
  Speaker,
  'name' | 'kind' | 'aliases' | 'country' | 'affiliation' | 'capacity' | 'roles' | 'introduced'
>;

/** Whether two descriptions are of one person or body, by their {@link likeness}. */
export function isLike(a: Described, b: Described): boolean {
  return likeness(a, b) > LEAST;
}

/**
 * Evidence that two descriptions are of one person or body, as log-odds: a sum of what their names, countries, bodies,
 * capacities and titles say, as in record linkage (Fellegi and Sunter, 1969). Minus infinity where their names differ.
 */
export function likeness(a: Described, b: Described): number {
  const names = agreement(a, b);
  if (names === 0) return Number.NEGATIVE_INFINITY;
  const country = compare(a.country, b.country, (one, two) => one === two);
  if (a.kind !== 'person') return NAME.body * names + weigh(country, WEIGHTS.country);
  const body = compare(a.affiliation, b.affiliation, isSameBody);
  const title = compare(wordsOfTitles(a), wordsOfTitles(b), (one, two) => one.some((word) => two.includes(word)));
  const capacity = compare(a.capacity, b.capacity, (one, two) => one === two);
  const evidence =
    weigh(country, WEIGHTS.country) +
    weigh(body, WEIGHTS.body) +
    weigh(title, WEIGHTS.title) +
    weigh(capacity, WEIGHTS.capacity);
  // Who is introduced ("a nurse") is not one of whom the reader has heard, unless they share more than the name.
  const fresh = (a.introduced || b.introduced) && ![country, body, title].includes(true) ? INTRODUCED : 0;
  return NAME.person * names + (names < 1 ? HALF_A_NAME : 0) + evidence + fresh;
}

/** Keys under which others of a like name are found. */
export function nameKeys({ kind, name, aliases }: Pick<Described, 'kind' | 'name' | 'aliases'>): string[] {
  const all = [name, ...aliases];
  const keys = kind === 'person' ? all.flatMap(keysOfPerson) : all.map(keyOfBody);
  return [...new Set(keys)].map((key) => `${kind === 'person' ? 'person' : 'body'} ${key}`);
}

/** Log-odds above which two are one; tuned on bench/linking/dev.txt, as the weights are. */
const LEAST = 0.25;
/** In the news, two of one name are mostly one. */
const NAME = { person: 2, body: 2.5 };
/** "J. Smith" and "John Smith" need more than the name, and so does a name of one word. */
const HALF_A_NAME = -1;
const INTRODUCED = -2.5;
/** Log-odds of agreement and of disagreement; what one of two does not say tells nothing. */
const WEIGHTS = {
  country: [0.5, -4],
  body: [3, -2.5],
  title: [1, -2],
  capacity: [0.5, -1.5],
} as const;

function weigh(same: boolean | undefined, [yes, no]: readonly [number, number]): number {
  return same === undefined ? 0 : same ? yes : no;
}

function compare<T>(a: T | undefined, b: T | undefined, same: (a: T, b: T) => boolean): boolean | undefined {
  return a === undefined || b === undefined ? undefined : same(a, b);
}

/** The best agreement of any two of their names. */
function agreement(a: Described, b: Described): number {
  const isPerson = a.kind === 'person';
  if (isPerson !== (b.kind === 'person')) return 0;
  const names = ({ name, aliases }: Described) => [name, ...aliases];
  const agree = isPerson ? agreementOfNames : (one: string, two: string) => Number(keyOfBody(one) === keyOfBody(two));
  return Math.max(...names(a).flatMap((one) => names(b).map((two) => agree(one, two))));
}

/** "University of Bonn" and "Bonn University", "Nokia" and "Nokia Networks": all words of one stand in the other, or its letters. */
function isSameBody(a: string, b: string): boolean {
  if (a === initialsOf(b) || b === initialsOf(a)) return true;
  const [one, two] = [a, b].map((name) => keyOfBody(name).split(' ')) as [string[], string[]];
  const [short, long] = one.length <= two.length ? [one, two] : [two, one];
  return short.every((word) => long.includes(word));
}

/** "Andean Council for Digital Markets" as ACDM. */
function initialsOf(name: string): string {
  return (name.match(/(?<!\p{L})\p{Lu}/gu) ?? []).join('');
}

/** The telling words of somebody's titles; undefined where there is none. */
function wordsOfTitles({ roles }: Described): string[] | undefined {
  const words = roles.flatMap(({ title }) => normaliseTitle(title));
  return words.length === 0 ? undefined : words;
}

function normaliseTitle(title: string): string[] {
  const words = normaliseName(`x ${title}`).split(' ').slice(1);
  return words.filter((word) => !isStopWord(word) && !RANKS.has(word)).map((word) => SAME_TITLE.get(word) ?? word);
}

/** Words of rank, which stand in the titles of many offices. */
const RANKS = new Set(
  'chief senior deputy vice assistant under acting former head new then first general executive'.split(' '),
);
const SAME_TITLE = new Map([
  ['ceo', 'executive'],
  ['chairwoman', 'chairman'],
  ['chairs', 'chairman'],
  ['spokeswoman', 'spokesman'],
  ['spokesperson', 'spokesman'],
  ['researcher', 'scientist'],
  ['premier', 'minister'],
]);
