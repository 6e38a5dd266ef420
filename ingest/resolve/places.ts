import world, { type Countries } from 'world-countries';
import { MORE_DEMONYMS } from '../../src/demonyms.ts';
import { isClose, type Token, tokenise } from './tokens.ts';

/** Tokens `[from, to)` that name a place: `code` is an ISO 3166-1 alpha-2 code. */
export interface Place {
  from: number;
  to: number;
  code: string;
  form: 'country' | 'demonym' | 'capital';
}

/** Countries, demonyms and capitals among the tokens, in order; a name that is part of a longer one ("Bank of China") counts too. */
export function findPlaces(tokens: Token[]): Place[] {
  const found: Place[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const place = longestAt(tokens, i);
    if (!place) continue;
    found.push(place);
    i = place.to - 1;
  }
  return found;
}

/** The common English name of a country. */
export function countryName(code: string): string | undefined {
  return countries.find((c) => c.cca2 === code)?.name.common;
}

// Its types describe a CommonJS default export, which Node unwraps: at run time this is the list itself.
const countries = world as unknown as Countries;

/** Names that are everywhere in the news and that the gazetteer lacks. */
const MORE: [string, string, Place['form']][] = [
  ['America', 'US', 'country'],
  ['the States', 'US', 'country'],
  ['Britain', 'GB', 'country'],
  ['England', 'GB', 'country'],
  ['Scotland', 'GB', 'country'],
  ['Wales', 'GB', 'country'],
  ['PRC', 'CN', 'country'],
  ['Holland', 'NL', 'country'],
  ['Czech Republic', 'CZ', 'country'],
  ['UAE', 'AE', 'country'],
  ['Washington', 'US', 'capital'],
  ['Kyiv', 'UA', 'capital'],
  ['Lisboa', 'PT', 'capital'],
];

/** Capitals that are also words, first names or other towns: they would place a speaker wrongly more often than rightly. */
const UNSURE = new Set([
  'victoria',
  'hamilton',
  'kingston',
  'georgetown',
  'george town',
  'san jose',
  'santiago',
  'male',
  'stanley',
  'castries',
  'city of san marino',
]);

/** Of the codes that the gazetteer gives as spellings, these are what people write; `IN`, `IT` and `NO` are words. */
const SHORT = new Set(['US', 'UK']);

interface Entry {
  keys: string[];
  code: string;
  form: Place['form'];
  acronym: boolean;
}

const gazetteer = buildGazetteer();

function buildGazetteer(): Map<string, Entry[]> {
  const index = new Map<string, Entry[]>();
  const add = (name: string, code: string, form: Place['form']) => {
    const tokens = tokenise(name);
    const keys = tokens.map((t) => t.key);
    if (keys.length === 0 || UNSURE.has(keys.join(' '))) return;
    const acronym = tokens.length === 1 && tokens[0]!.capitals;
    if (acronym && name.length === 2 && !SHORT.has(name)) return;
    const list = index.get(keys[0]!) ?? [];
    list.push({ keys, code, form, acronym });
    index.set(keys[0]!, list);
  };
  // What is listed first wins among names of equal length: independent countries before territories of the same name.
  for (const [name, code, form] of MORE) add(name, code, form);
  for (const [code, ...names] of MORE_DEMONYMS) for (const name of names) add(name, code, 'demonym');
  for (const c of [...countries].sort((a, b) => Number(b.independent) - Number(a.independent))) {
    for (const name of [c.name.common, c.name.official, ...c.altSpellings]) add(name, c.cca2, 'country');
    const demonyms = c.demonyms?.['eng'];
    for (const name of demonyms ? [demonyms.m, demonyms.f] : []) {
      if (!name) continue;
      add(name, c.cca2, 'demonym');
      if (!/(?:ese|ish|ch|s)$/i.test(name)) add(`${name}s`, c.cca2, 'demonym');
    }
    for (const name of c.capital) add(name.replace(/,? D\.?C\.?$/, ''), c.cca2, 'capital');
  }
  for (const list of index.values()) list.sort((a, b) => b.keys.length - a.keys.length);
  return index;
}

function longestAt(tokens: Token[], at: number): Place | undefined {
  const first = tokens[at]!;
  if (!first.capital) return undefined;
  for (const entry of gazetteer.get(first.key) ?? []) {
    if (entry.acronym && !first.capitals) continue;
    const fits = entry.keys.every((key, i) => {
      const token = tokens[at + i];
      return token?.key === key && (i === 0 || isClose(token, tokens[at + i - 1]));
    });
    if (fits) return { from: at, to: at + entry.keys.length, code: entry.code, form: entry.form };
  }
  return undefined;
}
