import world, { type Countries } from 'world-countries';
import { isStopWord } from '../text.ts';
import type { Atom, Reading } from './atoms.ts';
import { isDate } from './numbers.ts';

/** Tells which atoms of a text are names, or parts of some: by their capitals and, where every word has one, by the rest of the text. */
export function namesOf(reading: Reading): (index: number) => boolean {
  const { text, atoms } = reading;
  const raw = (index: number) => text.slice(atoms[index]!.start, atoms[index]!.end);
  let shown: Map<string, boolean> | undefined;
  const isName = (index: number): boolean => {
    const atom = atoms[index];
    if (atom === undefined) return false;
    const word = raw(index);
    if (!/^\p{Lu}/u.test(word) || isDate(word)) return false;
    if (/^\p{Lu}[\p{Lu}\p{N}.&-]+$/u.test(word)) return hasSmallLetters(text);
    if (word.length < 2 || (isStopWord(word) && beginsSentence(atoms, index))) return false;
    if (!beginsSentence(atoms, index)) return true;
    if (isPlace(atom.key)) return true;
    shown ??= capitalised(reading);
    return shown.get(atom.key) ?? (index + 1 < atoms.length && atoms[index + 1]!.marks === '' && isName(index + 1));
  };
  return isName;
}

/** Where a capital says nothing: after a full stop, a colon, an opening mark, or at the beginning. */
function beginsSentence(atoms: Atom[], index: number): boolean {
  const atom = atoms[index]!;
  return index === 0 || atom.opens || /[.?!:;…"[(]/u.test(atom.marks);
}

function hasSmallLetters(text: string): boolean {
  return /\p{Ll}\p{Ll}/u.test(text);
}

/** For each word whether it has a capital within sentences; words that stand there both ways count as none. */
function capitalised({ text, atoms }: Reading): Map<string, boolean> {
  const shown = new Map<string, boolean>();
  atoms.forEach((atom, index) => {
    if (beginsSentence(atoms, index)) return;
    const isUpper = /^\p{Lu}/u.test(text.charAt(atom.start));
    shown.set(atom.key, isUpper && shown.get(atom.key) !== false);
  });
  return shown;
}

// Its types describe a CommonJS default export, which Node unwraps: at run time this is the list itself.
const countries = world as unknown as Countries;
/** Names in use that the list has only as parts of longer ones, by the code of their country. */
const MORE: [string, string][] = [
  ['america', 'US'],
  ['britain', 'GB'],
  ['briton', 'GB'],
  ['england', 'GB'],
  ['english', 'GB'],
  ['scotland', 'GB'],
  ['wales', 'GB'],
  ['korea', 'KR'],
  ['korean', 'KR'],
  ['holland', 'NL'],
];
let places: Map<string, string> | undefined;

/** Whether two words name one country, its people or its capital ("China" and "Chinese"). */
export function namePlaceAlike(one: string, other: string): boolean {
  return placeOf(one) !== undefined && placeOf(one) === placeOf(other);
}

function isPlace(word: string): boolean {
  return placeOf(word) !== undefined;
}

/** The country that a word alone names by its name, its people or its capital: of every country alike. */
function placeOf(word: string): string | undefined {
  places ??= new Map([
    ...countries.flatMap(({ name, demonyms, capital, cca2 }) =>
      [name.common, demonyms?.['eng']?.m ?? '', ...(capital ?? [])]
        .map((one) => one.toLowerCase())
        .filter((one) => /^\p{L}{4,}$/u.test(one))
        .map((one) => [one, cca2] as [string, string]),
    ),
    ...MORE,
  ]);
  return places.get(word);
}
