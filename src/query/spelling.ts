import type { SearchNote } from '../contract.ts';
import type { Store } from '../store/index.ts';
import { quoteTerm } from '../text.ts';
import type { Place } from './match.ts';
import { type Term, termsOf, tokensOf } from './terms.ts';

/** Words of a query that are looked up among similar ones, at most. */
const CORRECTED = 3;
/** Of a text with more words, which was pasted, nobody wants to know which of them are nowhere. */
const MOST_TYPED = 8;
const LATIN = /^\p{Script=Latin}+$/u;

/**
 * Words with typing errors mended, and a note on each, where none of them stands in any claim, title or name. Otherwise
 * something is found, and a rare name must not become a frequent word: a note asks whether another word is meant. Chinese and
 * figures stay as they are.
 */
export function correctWords(
  store: Pick<Store, 'texts'>,
  place: Place,
  words: string,
): { words: string; notes: SearchNote[] } {
  const notes: SearchNote[] = [];
  const { postings, names, stems } = place;
  const terms = termsOf(words, stems);
  const isKnown = ({ stem, match, open }: Term) =>
    (open ? postings.rows(match).length : postings.frequency(stem)) > 0 ||
    names.titles.has(stem) ||
    names.speakers.has(stem) ||
    names.whole.has(stem);
  const unknown = terms.filter((term) => !isKnown(term) && LATIN.test(term.typed)).slice(0, CORRECTED);
  const findMeant = ({ stem }: Term) => {
    const similar = postings.findSimilar(stem);
    return similar === undefined ? undefined : spell(store, place, similar);
  };
  if (terms.some(isKnown)) {
    for (const term of terms.length > MOST_TYPED ? [] : unknown) {
      const meant = findMeant(term);
      if (meant !== undefined)
        notes.push({ code: 'similar', message: `No claim has “${term.typed}”. Is “${meant}” meant?` });
    }
    return { words, notes };
  }
  let corrected = words;
  for (const term of unknown) {
    const meant = findMeant(term);
    if (meant === undefined) continue;
    notes.push({ code: 'spelling', message: `No claim has “${term.typed}”; showing “${meant}”.` });
    corrected = replaceWord(corrected, term.typed, meant);
  }
  return { words: corrected, notes };
}

/** A word as a claim writes it, from the stem that the index has. */
function spell(store: Pick<Store, 'texts'>, { labels, postings, stems }: Place, stem: string): string | undefined {
  const [row] = postings.rows(quoteTerm(stem));
  if (row === undefined) return undefined;
  const [text = ''] = store.texts([labels.keys[row]!]);
  const tokens = tokensOf(text).map((token) => token.text);
  return tokens[stems(tokens).indexOf(stem)];
}

function replaceWord(text: string, typed: string, meant: string): string {
  return tokensOf(text)
    .filter((token) => token.text === typed)
    .reverse()
    .reduce((changed, { start, end }) => changed.slice(0, start) + meant + changed.slice(end), text);
}
