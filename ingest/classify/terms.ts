import { normaliseName, remembered, words } from '../../src/text.ts';

/** Words of a text in lower case, hyphenated ones in parts, and their stems. */
export interface Wording {
  words: string[];
  stems: string[];
}

export function readWording(text: string): Wording {
  const list = words(text).flatMap((word) => word.text.split('-'));
  return { words: list, stems: list.map(stem) };
}

/** A term as the file has it, and its stems. */
export interface Term {
  text: string;
  stems: string[];
}

/** Lists of terms, found in a text all at once: by the first stem of each, so that most cost nothing. */
export class TermIndex {
  readonly #lists: number;
  readonly #byFirst = new Map<string, { list: number; place: number; term: Term }[]>();

  constructor(lists: Term[][]) {
    this.#lists = lists.length;
    lists.forEach((terms, list) => {
      terms.forEach((term, place) => {
        const first = term.stems[0]!;
        const entries = this.#byFirst.get(first);
        if (entries) entries.push({ list, place, term });
        else this.#byFirst.set(first, [{ list, place, term }]);
      });
    });
  }

  /** For each list those of its terms whose stems stand in the text side by side, in the list's order. */
  find(stems: string[]): Term[][] {
    const found = Array.from({ length: this.#lists }, (): { place: number; term: Term }[] => []);
    stems.forEach((first, at) => {
      for (const { list, place, term } of this.#byFirst.get(first) ?? []) {
        const stands = term.stems.every((stem, i) => stems[at + i] === stem);
        if (stands && !found[list]!.some((one) => one.term === term)) found[list]!.push({ place, term });
      }
    });
    return found.map((list) => list.sort((a, b) => a.place - b.place).map(({ term }) => term));
  }
}

/** An English word without its inflection: "allegations" and "allegation", "spying" and "spy". Coarse, and the same for terms and texts. */
export const stem = remembered((word) => cut(normaliseName(word)));

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
