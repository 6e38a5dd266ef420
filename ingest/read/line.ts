import type { Block } from '../../src/claim.ts';

/** A block as one line of words, with the few properties by which prose is told from page furniture. */
export interface Line {
  kind: Block['kind'];
  text: string;
  /** Number of words; two Chinese or Japanese characters count as one. */
  words: number;
  /** Ends like a sentence, closing quotation marks and brackets aside. */
  closed: boolean;
}

/** Fewest words of a paragraph that is prose by its length and full stop alone: below that, buttons end in full stops too. */
const PROSE_WORDS = 12;
/** From this length on a paragraph is prose even without a full stop: headlines rarely have 30 words. */
const LONG_WORDS = 30;
/** Share of capitalised long words above which a line is set like a headline. */
const HEADLINE_SHARE = 0.7;

/** As much of a line's beginning and end is looked at, so that a hostile line costs no more than a real one. */
const HEAD = 2000;
const TAIL = 40;

const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;

/** Each block of a text as a line. */
export function linesOf(text: string, blocks: Block[]): Line[] {
  return blocks.map((block) => lineOf(text.slice(block.start, block.end), block.kind));
}

/** Words as a line of the given kind. */
export function lineOf(words: string, kind: Block['kind'] = 'paragraph'): Line {
  const text = words.replace(/\s+/g, ' ').trim();
  return { kind, text, words: countWords(text), closed: isClosed(text) };
}

/** Number of words; two Han or kana characters count as one. */
export function countWords(text: string): number {
  let wide = 0;
  const narrow = text.replace(WIDE, () => {
    wide++;
    return ' ';
  });
  return narrow.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length + Math.ceil(wide / 2);
}

/** Whether the words end like a sentence. */
export function isClosed(text: string): boolean {
  return /[.!?…。！？؟।][\s"'”’»›)\]*_®™\p{Extended_Pictographic}]*$/u.test(text.slice(-TAIL));
}

/** Whether most of its longer words are capitalised, as in an English headline, or all of it is. */
export function isHeadline(text: string): boolean {
  const long = text.slice(0, HEAD).match(/\p{L}{4,}/gu) ?? [];
  if (long.length === 0) return false;
  return long.filter((word) => /^\p{Lu}/u.test(word)).length / long.length >= HEADLINE_SHARE;
}

/** Whether a line is running text, in which somebody asserts something, rather than a label of the page. */
export function isProse(line: Line): boolean {
  if (line.kind === 'heading' || line.kind === 'caption' || line.kind === 'furniture') return false;
  if (line.kind === 'quotation' || line.kind === 'table') return true;
  if (/[.!?。！？]["”’)\]]*\s+["“‘([]?[\p{Lu}\p{N}]\S*\s+\p{Ll}.*[.!?。！？]/u.test(line.text) && line.words >= 8)
    return true;
  if (line.words >= PROSE_WORDS && (line.closed || /[:;]$/.test(line.text))) return !isHeadline(line.text);
  return line.words >= LONG_WORDS && !isHeadline(line.text);
}
