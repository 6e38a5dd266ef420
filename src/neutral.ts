import world, { type Countries } from 'world-countries';
import type { Registry, Span, Speaker } from './claim.ts';
import { MORE_DEMONYMS } from './demonyms.ts';
import { isStopWord, normaliseName, remembered, type Word, words } from './text.ts';

/** Replaces names in a text; `loose` also finds names written without capitals, as terms in a list are. */
export type Neutral = (text: string, options?: { loose?: boolean }) => string;

/** A name in a text, at `[start, end)`, with an article before it. */
export interface NamedPlace extends Span {
  /** One word for what is named. */
  kind: string;
  /** Whose name it is: the same for all names of one; a speaker's identifier, or `country:` and the ISO code. */
  id: string;
}

/** Finds names in a text, in order; `loose` also finds those written without capitals. */
export type NameFinder = (text: string, options?: { loose?: boolean }) => NamedPlace[];

/** A function that finds every country, demonym, person and organisation of a bloc. */
export function makeNameFinder(registry: Registry): NameFinder {
  const index = indexNames(registry);
  return (text, { loose = false } = {}) => {
    const list = split(words(text));
    const found: NamedPlace[] = [];
    for (let i = 0; i < list.length; ) {
      const name = longestAt(index, text, list, i, loose);
      if (!name) {
        i++;
        continue;
      }
      const length = name.keys.length + lengthOfOwner(index, { text, list, at: i + name.keys.length, of: name, loose });
      const last = list[i + length - 1]!;
      const end = last.end - possessive(text.slice(last.start, last.end));
      found.push({ start: Math.max(startOf(list, i), found.at(-1)?.end ?? 0), end, kind: name.kind, id: name.id });
      i += length;
    }
    return found;
  };
}

/**
 * A function that replaces every country, demonym, person and organisation of a bloc by one word for its kind, so that
 * what is read from the rest of a text cannot depend on who is named in it.
 */
export function makeNeutral(registry: Registry, find = makeNameFinder(registry)): Neutral {
  return (text, options) => {
    let out = '';
    let at = 0;
    for (const { start, end, kind } of find(text, options)) {
      out += text.slice(at, start) + kind;
      at = end;
    }
    return out + text.slice(at);
  };
}

/** True where nothing of a neutral text but these replacements is left. */
export function isOnlyNames(text: string): boolean {
  return words(text).every((word) => KINDS.has(word.text));
}

/** True where a text names somebody and says nothing else: without names no meaning is left of it. */
export function namesAlone(text: string, find: NameFinder): boolean {
  const places = find(text, { loose: text === text.toLowerCase() });
  const isNamed = (at: number) => places.some(({ start, end }) => start <= at && at < end);
  return places.length > 0 && words(text).every((word) => isStopWord(word.text) || isNamed(word.start));
}

/** "US-led" and "non-Chinese" hold a name too. */
function split(list: Word[]): Word[] {
  return list.flatMap((word) => {
    const parts = word.text.split('-');
    // Where folding changed the length, parts cannot be placed, and the word stays whole.
    if (parts.length === 1 || word.end - word.start !== word.text.length) return [word];
    let start = word.start;
    return parts.map((text) => {
      const part = { text, start, end: start + text.length };
      start = part.end + 1;
      return part;
    });
  });
}

interface Name {
  keys: string[];
  kind: string;
  id: string;
  /** Written in capitals and so short that a lower-case word may look the same. */
  short: boolean;
  /** The country of an organisation (ISO code). */
  country?: string | undefined;
}

const COUNTRY = 'country';
const PERSON = 'official';
const BODY = 'organisation';
/** What stands in a neutral text for names. */
export const KINDS_OF_NAMES: readonly string[] = [COUNTRY, PERSON, BODY];
const KINDS = new Set(KINDS_OF_NAMES);

// Its types describe a CommonJS default export, which Node unwraps: at run time this is the list itself.
const countries = world as unknown as Countries;

/** Names and demonyms that the gazetteer lacks, after the code of their country. */
const MORE = [
  ['US', 'American', 'Americans', 'America', 'USA', 'US'],
  ['GB', 'British', 'Britain', 'England', 'UK'],
  ['EU', 'European', 'Europeans', 'Europe', 'EU', 'European Union'],
  ['CN', 'PRC'],
  ['NL', 'Holland'],
  ['CZ', 'Czech Republic'],
  ['asia', 'Asian'],
  ['west', 'Western'],
] as const;

function indexNames(registry: Registry): Map<string, Name[]> {
  const index = new Map<string, Name[]>();
  const add = (name: string, kind: string, id: string, country?: string) => {
    const bare = name.replace(/^the\s+/i, '');
    const keys = split(words(bare)).map((word) => keyOf(word.text));
    if (keys.length === 0) return;
    const short = bare.length <= SHORT && bare === bare.toUpperCase();
    index.set(keys[0]!, [...(index.get(keys[0]!) ?? []), { keys, kind, id, short, country }]);
  };
  const subjects = registry.targets.flatMap((target) =>
    [target.name, ...target.terms].map((term) => term.toLowerCase()),
  );
  for (const speaker of registry.speakers) {
    // What a stance is taken towards may also be listed as speaking ("the toolbox says"), and must stay readable.
    const isSubject = [speaker.name, ...speaker.aliases].some((name) => subjects.includes(name.toLowerCase()));
    if (!isOfBloc(speaker) || (isSubject && speaker.country === undefined)) continue;
    const kind = kindOf(speaker);
    const id = nameIdOf(speaker);
    const country = kind === BODY ? speaker.country : undefined;
    for (const name of [speaker.name, ...speaker.aliases]) add(name, kind, id, country);
    const parts = speaker.name.split(/\s+/);
    if (speaker.kind === 'person' && parts.length > 1)
      for (const part of [parts.at(-1)!, parts[0]!]) if (isSurname(part, speaker)) add(part, PERSON, id);
  }
  // Before the gazetteer, which knows the people of the Northern Mariana Islands as Americans too.
  for (const [code, ...names] of [...MORE, ...MORE_DEMONYMS])
    for (const name of names) add(name, COUNTRY, countryId(code));
  for (const c of countries) {
    const id = countryId(c.cca2);
    for (const name of [c.name.common, c.name.official]) add(name, COUNTRY, id);
    const demonyms = c.demonyms?.['eng'];
    for (const name of demonyms ? [demonyms.m, demonyms.f] : [])
      if (name) for (const form of [name, `${name}s`]) add(form, COUNTRY, id);
  }
  for (const list of index.values()) list.sort((a, b) => b.keys.length - a.keys.length);
  return index;
}

/** What names of a speaker are known by: a state by its country, everybody else by their identifier. */
export function nameIdOf({ id, kind, country }: Pick<Speaker, 'id' | 'kind'> & { country?: string | null }): string {
  return kind === 'state' && country ? countryId(country) : id;
}

/** What names of a country are known by, given its ISO code. */
export function countryId(code: string): string {
  return `country:${code}`;
}

/** Acronyms of so few letters need their capitals: "US" and "us". */
const SHORT = 4;

/** States and persons of any country; of organisations those of a bloc, since "NATO" and "the United Nations" are subjects. */
function isOfBloc(speaker: Speaker): boolean {
  return speaker.kind !== 'organisation' || speaker.bloc !== 'other' || speaker.country !== undefined;
}

function kindOf(speaker: Speaker): string {
  if (speaker.kind === 'state' || isLikeState(speaker)) return COUNTRY;
  return speaker.kind === 'person' ? PERSON : BODY;
}

/** A union of states that texts name as they name a state. */
function isLikeState({ name, aliases }: Speaker): boolean {
  return [name, ...aliases].some((one) => LIKE_STATES.has(one));
}

const LIKE_STATES = new Set<string>(MORE.flatMap(([, ...names]) => names));

/** The last part of a name; the first where family names come first. */
function isSurname(part: string, speaker: Speaker): boolean {
  const last = speaker.name.endsWith(part);
  return part.length > 1 && (last || speaker.country === 'CN');
}

const keyOf = remembered(normaliseName);

function longestAt(
  index: Map<string, Name[]>,
  text: string,
  list: Word[],
  at: number,
  loose: boolean,
): Name | undefined {
  const first = list[at]!;
  const raw = text.slice(first.start, first.end);
  if (!loose && !/^[\p{Lu}\p{Script=Han}]/u.test(raw)) return undefined;
  return index
    .get(keyOf(first.text))
    ?.find(
      (name) =>
        name.keys.every((key, i) => list[at + i] !== undefined && keyOf(list[at + i]!.text) === key) &&
        (!name.short || /^[^\p{Ll}]+(?:['’]s)?$/u.test(raw)),
    );
}

/** Words of "of the United States" after a body of that country: they are one name, whether the registry has it so or not. */
function lengthOfOwner(
  index: Map<string, Name[]>,
  { text, list, at, of, loose }: { text: string; list: Word[]; at: number; of: Name; loose: boolean },
): number {
  if (of.country === undefined || list[at]?.text !== 'of') return 0;
  const from = list[at + 1]?.text === 'the' ? at + 2 : at + 1;
  const owner = list[from] && longestAt(index, text, list, from, loose);
  return owner?.id === countryId(of.country) ? from + owner.keys.length - at : 0;
}

/** "the United States" and "China" leave the same words, so the article goes too. */
function startOf(list: Word[], at: number): number {
  const before = list[at - 1];
  return before?.text === 'the' ? before.start : list[at]!.start;
}

function possessive(raw: string): number {
  return /['’]s?$/u.exec(raw)?.[0].length ?? 0;
}
