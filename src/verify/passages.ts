import type { Block, Span } from '../claim.ts';
import { type Atom, atomsOf, isContent, type Reading } from './atoms.ts';
import { FEWEST_CONTENT } from './recognise.ts';
import type { Passage } from './sides.ts';
import { otherSpellings } from './spelling.ts';
import type { PassageVersion } from './store.ts';

/** A stretch that may be worth aligning, read only if it is. */
export interface Prospect {
  /** Share of the quotation's words with meaning that a look at the bare text does not find there. */
  missing: number;
  read: () => Passage;
}

/** The candidate blocks with as much around each as the quotation may reach, those that touch taken together. */
export function prospectsOf(version: PassageVersion, candidates: number[], { text, atoms }: Reading): Prospect[] {
  const ellipses = atoms.filter((atom) => atom.marks.includes('…')).length;
  const reach = text.length * 1.5 + Math.min(MOST_ELLIPSES, ellipses) * HIDDEN_LENGTH;
  const ranges: Span[] = [];
  for (const candidate of candidates.toSorted((a, b) => a - b)) {
    const range = around(version.blocks, candidate, reach);
    const last = ranges.at(-1);
    if (last && range.start < last.end) last.end = Math.max(last.end, range.end);
    else ranges.push(range);
  }
  const numbered = /^\s*\(?\d{1,3}[.)]\s/mu.test(text);
  const words = [...new Set(atoms.filter(isContent).map((atom) => atom.key))];
  return ranges.map((range) => ({
    missing: missingShare(version, range, words),
    read: () => ({ version, text: version.text, atoms: atomsOfBlocks(version, range, candidates, numbered) }),
  }));
}

/** Those that may hold the quotation, and not much less of it than the best of them. */
export function worthReading(prospects: Prospect[]): Prospect[] {
  const least = Math.min(...prospects.map(({ missing }) => missing));
  return prospects.filter(({ missing }) => missing <= Math.min(MOST_MISSING, least + MORE_MISSING));
}

/** Characters an ellipsis may hide: some 200 words. */
const HIDDEN_LENGTH = 1200;
const MOST_ELLIPSES = 3;
/**
 * Share of the words with meaning that may be missing from a stretch that is worth aligning; half would do but for words
 * that are folded (broken at a line end, ligatures) and for passages to which other words were added.
 */
const MOST_MISSING = 0.7;
/** Another wording of a passage may lack so many more of the words than the best; passages on the same subject lack more. */
const MORE_MISSING = 0.4;

/** Ordinals of the blocks around one, so many characters on each side and at least a block, furniture not counted. */
function around(blocks: Block[], candidate: number, need: number): Span {
  const reach = (step: 1 | -1) => {
    let ordinal = candidate;
    for (let size = 0; size < need && blocks[ordinal + step] !== undefined; ) {
      ordinal += step;
      const { kind, start, end } = blocks[ordinal]!;
      if (kind !== 'furniture') size += end - start;
    }
    return ordinal;
  };
  return { start: reach(-1), end: reach(1) + 1 };
}

/** A look at the bare text is a hundred times quicker than aligning. */
function missingShare(version: PassageVersion, range: Span, words: string[]): number {
  if (words.length < FEWEST_CONTENT) return 0;
  const text = version.text.slice(version.blocks[range.start]!.start, version.blocks[range.end - 1]!.end).toLowerCase();
  const stands = (word: string) => text.includes(word) || otherSpellings(word).some((other) => text.includes(other));
  return words.filter((word) => /^[a-z]+$/.test(word) && !stands(word)).length / words.length;
}

function atomsOfBlocks(version: PassageVersion, range: Span, candidates: number[], numbered: boolean): Atom[] {
  const joined: Atom[] = [];
  let tail = '';
  for (let ordinal = range.start; ordinal < range.end; ordinal++) {
    const block = version.blocks[ordinal]!;
    if (block.kind === 'furniture' && !candidates.includes(ordinal)) continue;
    const read = atomsOf(version.text, numbered ? block.start : afterNumber(version.text, block), block.end);
    const [first, ...rest] = read.atoms;
    if (first) joined.push({ ...first, marks: tail + first.marks, opens: true }, ...rest);
    tail = first ? read.tail : tail + read.tail;
  }
  return joined;
}

/** Where a list item begins after its number, which is seldom copied along. */
function afterNumber(text: string, { kind, start, end }: Block): number {
  const marker = /^\s*\(?(?:\d{1,3}|[a-z])[.)]\s+/iu.exec(text.slice(start, Math.min(end, start + 20)));
  return start + (marker && kind === 'item' ? marker[0].length : 0);
}
