import type { Block, Quality, Warning } from '../../src/claim.ts';
import { detectLanguage, englishShare } from './language.ts';

/** A shorter text may lack capitals or full stops by chance. */
const FEWEST_WORDS = 150;
/** Share of words with a capital: 8 to 20% in English prose, 0 where it was lower-cased. */
const LEAST_CAPITALS = 0.005;
/** Ends of sentences in a thousand words: 30 to 80 in prose, 0 where punctuation was removed. */
const LEAST_STOPS = 3;
/** Share of English function words: some .3 to .45 in prose, below .05 where stop words were removed. */
const LEAST_FUNCTION_WORDS = 0.08;
/** What is left of an address when its punctuation is removed, e.g. `httpsenwikipediaorgwiki`. */
const ADDRESS_RESIDUE = /(?<!\S)(?:https?|www)[a-z]{8,}\w*(?!\S)/g;

/** Whether a text lost its capitals, punctuation or function words, so that nothing in it can be a verbatim quotation. */
export function judgeQuality(text: string): { quality: Quality; warnings: Warning[] } {
  const words = text.match(/\p{L}[\p{L}\p{M}\p{N}'’-]*/gu) ?? [];
  const latin = words.filter((word) => /^\p{Script=Latin}/u.test(word));
  if (words.length < FEWEST_WORDS || latin.length < 0.9 * words.length) return { quality: 'intact', warnings: [] };
  const signs = [
    latin.filter((word) => /^\p{Lu}/u.test(word)).length < LEAST_CAPITALS * latin.length && 'capitals',
    (text.match(/[.!?…]["”’)\]]*(?=\s|$)/gu)?.length ?? 0) < (LEAST_STOPS * words.length) / 1000 && 'punctuation',
    detectLanguage(text) === undefined && englishShare(text) < LEAST_FUNCTION_WORDS && 'frequent words (the, of, and)',
  ].filter((sign) => sign !== false);
  if (signs.length < 2) return { quality: 'intact', warnings: [] };
  const message = `the text has lost its ${signs.join(', its ')}: it can be searched and pointed at, but its wording is not the original's, so nothing in it is shown as a quotation. If you can, read the original instead`;
  return { quality: 'damaged', warnings: [{ code: 'DAMAGED_TEXT', message }] };
}

/** Sets what is left of addresses apart from the words of a damaged text. */
export function cutAddresses(text: string, blocks: Block[]): Block[] {
  return blocks.flatMap((block) => {
    const cut: Block[] = [];
    let from = block.start;
    for (const { 0: found, index } of text.slice(block.start, block.end).matchAll(ADDRESS_RESIDUE)) {
      const start = block.start + index;
      cut.push({ ...block, start: from, end: start }, { start, end: start + found.length, kind: 'furniture' });
      from = start + found.length;
    }
    return [...cut, { ...block, start: from }].flatMap((part) => trim(text, part));
  });
}

function trim(text: string, block: Block): Block[] {
  const words = text.slice(block.start, block.end);
  const start = block.start + (words.length - words.trimStart().length);
  const end = block.end - (words.length - words.trimEnd().length);
  return start < end ? [{ ...block, start, end }] : [];
}
