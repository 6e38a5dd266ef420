import { normaliseName, words } from '../../src/text.ts';

/** Words of a text in lower case, hyphenated ones in parts, and their stems. */
export interface Wording {
  words: string[];
  stems: string[];
}

export function readWording(text: string): Wording {
  const list = words(text).flatMap((word) => word.text.split('-'));
  return { words: list, stems: list.map(stem) };
}

/** True where the stems of `term` stand in `text` side by side. */
export function contains(text: string[], term: string[]): boolean {
  const first = term[0]!;
  for (let at = text.indexOf(first); at >= 0; at = text.indexOf(first, at + 1)) {
    let length = 1;
    while (length < term.length && text[at + length] === term[length]) length++;
    if (length === term.length) return true;
  }
  return false;
}

/** An English word without its inflection: "allegations" and "allegation", "spying" and "spy". Coarse, and the same for terms and texts. */
export function stem(word: string): string {
  let known = remembered.get(word);
  if (known === undefined) {
    known = cut(normaliseName(word));
    if (remembered.size > REMEMBERED) remembered.clear();
    remembered.set(word, known);
  }
  return known;
}

const remembered = new Map<string, string>();
const REMEMBERED = 50_000;

/** British and American spelling, plural, past and progressive. */
function cut(word: string): string {
  const base = word
    .replace(/isation(s?)$/, 'ization$1')
    .replace(/is(e[sd]?|ing)$/, 'iz$1')
    .replace(/(?<=\w{3})our(s|ed|ing)?$/, 'or$1')
    .replace(/tre(s?)$/, 'ter$1')
    .replace(/ence(s?)$/, 'ense$1');
  if (base.length <= 3) return base;
  if (/ies$/.test(base)) return `${base.slice(0, -3)}y`;
  const singular =
    /(?:ss|us|is)$/.test(base) || base.length < 4 ? base : base.replace(/(?<=\w{2}(?:[sxz]|ch|sh))es$|s$/, '');
  const bare = singular.length > 5 ? singular.replace(/ied$/, 'y').replace(/(?:ing|ed)$/, '') : singular;
  return undouble(bare.length >= 3 ? bare : singular).replace(/(?<=\w{3})e$/, '');
}

function undouble(word: string): string {
  return /([bdgmnprt])\1$/.test(word) ? word.slice(0, -1) : word;
}
