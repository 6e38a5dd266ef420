import { isContent, type Reading } from './atoms.ts';
import { FEWEST_CONTENT, mostRecognisable } from './recognise.ts';
import { otherSpellings } from './spelling.ts';

/**
 * Tells of a bare text which share of the quotation's different words with meaning does not stand there; undefined where so many
 * words are missing that no alignment could show the quotation.
 */
export type Look = (text: string, damaged: boolean) => number | undefined;

/**
 * Looks for a quotation's words without reading and aligning the text, which would take a hundred times as long. Words that
 * are not plain English letters count as standing there.
 */
export function lookFor({ atoms }: Reading): Look {
  const words = [...new Set(atoms.map((atom) => atom.key))].filter((key) => /^[a-z]+$/.test(key));
  const spellings = words.map((word) => [word, ...otherSpellings(word)]);
  const numbers = new Map(words.map((word, i) => [word, i]));
  const wordOf = Array.from(atoms, ({ key }) => numbers.get(key) ?? -1);
  const content = new Set(atoms.filter(isContent).map((atom) => atom.key));
  const mayBeRecognised = mostRecognisable(atoms);
  return (text, damaged) => {
    const lower = text.toLowerCase();
    const isEnough = (found: boolean[]) =>
      mayBeRecognised(
        damaged,
        wordOf.map((word) => word < 0 || found[word]!),
      );
    // As part of a word is quicker to tell than as a whole one.
    const within = spellings.map((forms) => forms.some((form) => lower.includes(form)));
    if (!isHiding(text)) {
      if (!isEnough(within)) return undefined;
      const whole = new Set(lower.split(/[^a-z]+/));
      if (!isEnough(spellings.map((forms) => forms.some((form) => whole.has(form))))) return undefined;
    }
    if (content.size < FEWEST_CONTENT) return 0;
    return words.filter((word, i) => !within[i] && content.has(word)).length / content.size;
  };
}

/** Whether words may stand there in a form that only folding shows: ligatures, broken at a line end, "[t]he", "U.S." */
function isHiding(text: string): boolean {
  return /[^\x01-\x7f‘’“”–—…•·\xa0]|-[ \t]*\r?\n|\[[A-Za-z]\]|[A-Za-z]\.[A-Za-z]/.test(text);
}
