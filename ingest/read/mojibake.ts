import iconv from 'iconv-lite';
import { decodeStrict } from './encoding.ts';

/** A place where UTF-8 was once read in another encoding: its offset in the repaired text, what stood there, what stands there now. */
export interface Repair {
  at: number;
  found: string;
  repaired: string;
}

/** A place that looks wrongly decoded and cannot be proved so: its offset in the repaired text, and the word. */
export interface Suspect {
  at: number;
  found: string;
}

/** Chinese characters; only a few that touch Latin letters, inside one word, are looked at. */
const GBK_RUN = /[\u4e00-\u9fff\u3000-\u303f\ufe30-\ufe4f\uff00-\uffee\u20ac]+/gu;
/** UTF-8 read as windows-1252: lower-case accented letters, signs such as « and °, and typographic punctuation. */
const LATIN_RUN = /Ã[\u00a0-\u00bf]|Â[\u00a1-\u00bf]|â€[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ¢¦]|â„¢/gu;
/** A wrongly read accented letter is one character, a quotation mark with the letter after it two. */
const LONGEST_RUN = 4;
/** So much of a word is looked at on either side. */
const WORD_LENGTH = 40;
const CJK = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/u;

/**
 * Undoes wrong decoding where the repair proves itself: the characters encode in the wrong encoding to bytes that are
 * valid UTF-8 for Latin letters or punctuation, and back. Anything else stays as it is.
 */
export function repairMojibake(text: string): { text: string; repairs: Repair[]; suspects: Suspect[] } {
  const repairs: Repair[] = [];
  const suspects: Suspect[] = [];
  const pieces: string[] = [];
  let [from, length, tail] = [0, 0, ''];
  const add = (piece: string): void => {
    pieces.push(piece);
    length += piece.length;
    tail = (tail + piece).slice(-WORD_LENGTH);
  };
  for (const { at, run, encoding } of findRuns(text)) {
    add(text.slice(from, at));
    from = at + run.length;
    const word = wordAt(tail, text.slice(from, from + WORD_LENGTH));
    const found = { at: length - word.before.length, found: word.before + run + word.after };
    const undone = encoding === 'gbk' && !isInLatinWord(word) ? undefined : undo(run, encoding);
    if (undone) repairs.push({ ...found, repaired: word.before + undone + word.after });
    else if (isSuspect(run, word)) suspects.push(found);
    add(undone ?? run);
  }
  return { text: pieces.join('') + text.slice(from), repairs, suspects };
}

interface Word {
  before: string;
  after: string;
}

function findRuns(text: string): { at: number; run: string; encoding: string }[] {
  const runs = [
    ...[...text.matchAll(LATIN_RUN)].map((match) => ({ at: match.index, run: match[0], encoding: 'windows-1252' })),
    ...[...text.matchAll(GBK_RUN)]
      .filter((match) => touchesLatin(text, match.index, match[0].length))
      .map((match) => ({ at: match.index, run: match[0], encoding: 'gbk' })),
  ].sort((a, b) => a.at - b.at);
  return runs.filter((run, i) => i === 0 || run.at >= runs[i - 1]!.at + runs[i - 1]!.run.length);
}

function touchesLatin(text: string, at: number, length: number): boolean {
  return length <= LONGEST_RUN && (/[a-zà-ÿ]/i.test(text[at - 1] ?? '') || /[a-zà-ÿ]/i.test(text[at + length] ?? ''));
}

function undo(run: string, encoding: string): string | undefined {
  const bytes = iconv.encode(run, encoding);
  if (iconv.decode(bytes, encoding) !== run) return undefined;
  const text = decodeStrict(bytes);
  return text !== undefined && /^(?:[\p{Script=Latin}‘’“”–—…•™\u00a1-\u00bf]|[a-z])+$/u.test(text) && !CJK.test(text)
    ? text
    : undefined;
}

/** The letters around a run, up to white space or punctuation, without the run. */
function wordAt(textBefore: string, textAfter: string): Word {
  return {
    before: /[\p{L}\p{M}\p{N}'’-]{0,40}$/u.exec(textBefore)?.[0] ?? '',
    after: /^[\p{Script=Latin}\p{M}\p{N}'’-]{0,40}/u.exec(textAfter)?.[0] ?? '',
  };
}

/** No other Chinese in the word, and lower-case Latin letters at the place: `telef贸nica`, not `WTO贸易`. */
function isInLatinWord({ before, after }: Word): boolean {
  if (CJK.test(before + after)) return false;
  return /\p{Ll}$/u.test(before) || (/^\p{Lu}?$/u.test(before) && /^\p{Ll}/u.test(after));
}

/** One Chinese character between lower-case Latin letters belongs to no language. */
function isSuspect(run: string, word: Word): boolean {
  return (
    /^[\u4e00-\u9fff]$/u.test(run) &&
    !CJK.test(word.before + word.after) &&
    /\p{Ll}{2}$/u.test(word.before) &&
    /^\p{Ll}{2}/u.test(word.after)
  );
}
