import { searchWords } from '../text.ts';
import { type Atom, FEWEST_WORDS, isChinese, isContent, opensSentence, sizeOf } from './atoms.ts';
import { expand } from './lexicon.ts';
import { extentOf, type Mates, type Sides, sameness } from './sides.ts';
import { otherSpellings } from './spelling.ts';
import { GAP, LONGER_GAP, REPLACED, scoreOfSame } from './table.ts';

/** Words with meaning that must stand in order; three are enough where nearly everything else does too. */
export const FEWEST_CONTENT = 4;

/** Whether what is left of a passage may hold the quotation, so far as its words tell, in whatever order. */
export function mayBeRecognisable({ quotation, q, d, damaged }: Sides): boolean {
  const left = new Map<number, number>();
  for (const word of d) left.set(word, (left.get(word) ?? 0) + 1);
  const stands = Array.from(q, (word) => left.has(word));
  let most = 0;
  for (const word of q) {
    const count = left.get(word) ?? 0;
    left.set(word, count - 1);
    if (count > 0) most++;
  }
  return mostRecognisable(quotation.atoms)(damaged, stands, most);
}

/**
 * A function that tells whether a quotation could be recognised where only some of its words stand, an upper bound of
 * {@link isRecognisable}, contractions aside, by which texts are passed over before they are aligned. `stands` says so of each word; `most` of
 * them may stand there at once, in their order.
 */
export function mostRecognisable(
  atoms: Atom[],
): (damaged: boolean, stands: readonly boolean[], most?: number) => boolean {
  const sizes = atoms.map((atom) => sizeOf([atom]));
  const inContent = atoms.map(isContent);
  const isNumber = atoms.map(({ key }) => /\p{N}/u.test(key));
  const total = (keep: (i: number) => boolean) => sizes.reduce((sum, size, i) => (keep(i) ? sum + size : sum), 0);
  const all = total(() => true);
  const allContent = Math.max(
    1,
    total((i) => inContent[i]!),
  );
  return (damaged, stands, most = atoms.length) => {
    if (damaged) return atoms.every((_, i) => stands[i] || !inContent[i] || isNumber[i]);
    if (all < FEWEST_WORDS) return stands.every(Boolean);
    const share =
      Math.min(
        most,
        total((i) => stands[i]!),
      ) / all;
    if (share >= ALTERED_SHARE && total((i) => stands[i]! && inContent[i]!) / allContent >= ALTERED_CONTENT_SHARE)
      return true;
    if (share < SPLICED_SHARE) return false;
    let run = 0;
    return sizes.some((size, i) => {
      run = stands[i] ? run + size : 0;
      return run >= SPLICED_RUN;
    });
  };
}

/**
 * Whether an alignment shows the same passage, changed; for damaged text, whether no word with meaning is missing.
 * `frequencies` tells in how many blocks each word of the quotation stands.
 */
export function isRecognisable(sides: Sides, mates: Mates, frequencies: Map<string, number>): boolean {
  const { atoms } = sides.quotation;
  const isSame = sameInFull(sides, mates);
  const counts = (atom: Atom) => isContent(atom) && !(sides.damaged && /\p{N}/u.test(atom.key));
  const same = atoms.filter((_, i) => isSame(i));
  const content = sizeOf(same.filter(counts));
  const contentShare = content / Math.max(1, sizeOf(atoms.filter(counts)));
  if (sides.damaged) return content >= FEWEST_CONTENT && contentShare === 1 && scoreShare(sides, mates) > 0;
  const share = sizeOf(same) / sizeOf(atoms);
  if (longestRun(sides, mates) >= SPLICED_RUN && share >= SPLICED_SHARE) return true;
  if (share < ALTERED_SHARE || contentShare < ALTERED_CONTENT_SHARE) return false;
  if (isSentenceButForOne(sides, mates)) return true;
  if (content < (share >= NEARLY_ALL ? FEWEST_CONTENT - 1 : FEWEST_CONTENT)) return false;
  if (scoreShare(sides, mates) < FEWEST_SCORE) return false;
  const isUncommon = uncommonness(atoms, frequencies);
  const uncommon = sizeOf(atoms.filter((atom, i) => counts(atom) && isSame(i) && isUncommon(i)));
  if (uncommon >= FEWEST_UNCOMMON || content >= LONG_RUN) return true;
  return share >= NEARLY_ALL && (content > FEWEST_CONTENT || (isSame(0) && isSame(atoms.length - 1)));
}

/** Sameness of words, where "do not" and "don't" are the same. */
function sameInFull(sides: Sides, mates: Mates): (i: number) => boolean {
  const isSame = sameness(sides, mates);
  const contracted = new Set<number>();
  const inFull = (atoms: Atom[]) => atoms.flatMap(({ key }) => expand(key)).join(' ');
  for (let i = 0; i < mates.length; i++) {
    const from = i;
    while (i < mates.length && !isSame(i)) i++;
    if (i === from) continue;
    const paired = mates.subarray(from, i).filter((mate) => mate >= 0);
    const start = from > 0 ? mates[from - 1]! + 1 : paired[0];
    const end = i < mates.length ? mates[i]! : (paired.at(-1) ?? -1) + 1;
    if (start === undefined || end - start > LONGEST_FORM || i - from > LONGEST_FORM) continue;
    if (inFull(sides.quotation.atoms.slice(from, i)) !== inFull(sides.passage.atoms.slice(start, end))) continue;
    for (let at = from; at < i; at++) contracted.add(at);
  }
  return (i) => isSame(i) || contracted.has(i);
}

/** Words that a contraction stands for at most. */
const LONGEST_FORM = 2;

/** Whether the quotation is a whole sentence of the passage in which one word is another, or more, or fewer. */
function isSentenceButForOne(sides: Sides, mates: Mates): boolean {
  const { atoms } = sides.passage;
  if (sizeOf(sides.quotation.atoms) < FEWEST_IN_SENTENCE) return false;
  const { start, end } = extentOf(mates);
  const begins = start === 0 || opensSentence(atoms[start]!);
  const ends = end === atoms.length || opensSentence(atoms[end]!);
  const isSame = sameness(sides, mates);
  const same = mates.filter((_, i) => isSame(i)).length;
  return begins && ends && Math.max(mates.length, end - start) - same <= 1;
}

/** Shorter sentences have one another's words by chance. */
const FEWEST_IN_SENTENCE = 6;

/**
 * A changed quotation keeps most of its words in order; sentences that merely share a subject keep fewer than half. Above
 * .7, quotations with a third of their words replaced were missed; below .5, invented sentences built around a set phrase were
 * taken for altered ones.
 */
const ALTERED_SHARE = 0.6;
const ALTERED_CONTENT_SHARE = 0.5;
const NEARLY_ALL = 0.8;
/** Share of the best possible score: keeps words scattered over a long text from adding up to a passage. */
const FEWEST_SCORE = 0.3;
/**
 * A word in more blocks than this share is part of set phrases ("the national security of the United States"), which say
 * nothing about where a quotation comes from; the number of blocks is taken from the quotation's most frequent word.
 */
const COMMON_SHARE = 0.02;
const COMMON_BLOCKS = 3;
const FEWEST_UNCOMMON = 2;
/** So many words with meaning in order are more than a set phrase, however common each is; fewer, where little else differs. */
const LONG_RUN = 7;
/** Part of a passage followed by invented words is an altered quotation of it: ten words in a row do not agree by chance. */
const SPLICED_RUN = 10;
const SPLICED_SHARE = 0.4;

/** Score of an alignment over that of the quotation with itself. */
function scoreShare({ quotation, q, d }: Sides, mates: Mates): number {
  let score = 0;
  let possible = 0;
  let last = -1;
  let adding = false;
  quotation.atoms.forEach((atom, i) => {
    const same = scoreOfSame(atom);
    const mate = mates[i]!;
    possible += same;
    if (mate < 0) score += adding ? LONGER_GAP : GAP;
    else score += d[mate] === q[i] ? same : REPLACED;
    if (mate >= 0 && last >= 0 && mate > last + 1 && !atom.marks.includes('…')) {
      score += GAP + (mate - last - 2) * LONGER_GAP;
    }
    adding = mate < 0;
    if (mate >= 0) last = mate;
  });
  return score / possible;
}

/** Size of the longest stretch of the quotation that stands in the passage as it is. */
function longestRun(sides: Sides, mates: Mates): number {
  const isSame = sameness(sides, mates);
  let longest = 0;
  let run = 0;
  sides.quotation.atoms.forEach((atom, i) => {
    const goesOn = run > 0 && mates[i] === mates[i - 1]! + 1;
    run = isSame(i) ? (goesOn ? run : 0) + sizeOf([atom]) : 0;
    longest = Math.max(longest, run);
  });
  return longest;
}

/** Tells which words of the quotation stand in few blocks; of a Chinese character, the rarer pair with a neighbour counts. */
function uncommonness(atoms: Atom[], frequencies: Map<string, number>): (i: number) => boolean {
  const most = Math.max(COMMON_BLOCKS, COMMON_SHARE * Math.max(0, ...frequencies.values()));
  return (i) => {
    const atom = atoms[i]!;
    const terms = isChinese(atom)
      ? [(atoms[i - 1]?.key ?? '') + atom.key, atom.key + (atoms[i + 1]?.key ?? '')]
      : [...searchWords(atom.key), ...otherSpellings(atom.key)];
    return terms.some((term) => (frequencies.get(term) ?? Number.POSITIVE_INFINITY) <= most);
  };
}
