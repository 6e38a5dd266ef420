import type { Block, Span } from '../claim.ts';
import { type Atom, atomsOf, type Reading } from './atoms.ts';
import type { Look } from './look.ts';
import type { Passage } from './sides.ts';
import type { BlockId, PassageVersion } from './store.ts';

/** A stretch that may be worth aligning, read only if it is. */
export interface Prospect {
  /** Share of the quotation's words with meaning that a look at the bare text does not find there. */
  missing: number;
  read: () => Passage;
}

/**
 * Those of the candidate blocks that may hold the quotation, with as much around each as it may reach, those that touch taken
 * together. `look` tells how much of the quotation's words is missing from a text, or undefined where it cannot stand there.
 */
export function prospectsOf(
  version: PassageVersion,
  candidates: BlockId[],
  { quotation, look }: { quotation: Reading; look: Look },
): Prospect[] {
  const reach = reachOf(quotation);
  const numbered = /^\s*\(?\d{1,3}[.)]\s/mu.test(quotation.text);
  const ordinals = candidates.map(({ block }) => block);
  const ranges: (Span & { missing: number })[] = [];
  for (const { block, start, end } of candidates.toSorted((a, b) => a.block - b.block)) {
    const far = reach + FURNITURE;
    const missing = look(version.text.slice(Math.max(0, start - far), end + far), version.quality === 'damaged');
    if (missing === undefined) continue;
    const range = around(version.blocks, block, reach);
    const last = ranges.at(-1);
    if (last && range.start < last.end) {
      last.end = Math.max(last.end, range.end);
      last.missing = Math.min(last.missing, missing);
    } else ranges.push({ ...range, missing });
  }
  return ranges.map((range) => ({
    missing: range.missing,
    read: () => ({ version, text: version.text, atoms: atomsOfBlocks(version, range, ordinals, numbered) }),
  }));
}

/** Characters before and after a word of it over which a quotation may reach. */
export function reachOf({ text, atoms }: Reading): number {
  const ellipses = atoms.filter((atom) => atom.marks.includes('…')).length;
  return text.length * 1.5 + Math.min(MOST_ELLIPSES, ellipses) * HIDDEN_LENGTH;
}

/** Those that may hold the quotation, and not much less of it than the best of them. */
export function worthReading(prospects: Prospect[]): Prospect[] {
  const least = Math.min(...prospects.map(({ missing }) => missing));
  return prospects.filter(({ missing }) => missing <= Math.min(MOST_MISSING, least + MORE_MISSING));
}

/** Characters of furniture that may stand between two parts of a passage. */
const FURNITURE = 500;
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
