import { normaliseName, words } from '../../src/text.ts';

/** Words of a text as stems, in order. */
export function stems(text: string): string[] {
  return words(text)
    .flatMap((word) => word.text.split('-'))
    .map(stem);
}

/** How many times the stems of `term` stand in `text` side by side. */
export function count(text: string[], term: string[]): number {
  let found = 0;
  for (let i = 0; i + term.length <= text.length; i++) if (term.every((part, j) => text[i + j] === part)) found++;
  return found;
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
