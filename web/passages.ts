import type { Span } from '../src/claim.ts';

/** A stretch of text to be marked, under a key of its own. Passages may overlap. */
export interface Passage extends Span {
  key: string;
}

/** A piece of a block that is covered by the same passages from end to end. */
export interface Segment extends Span {
  /** Keys of the passages that cover the piece, in the order in which they begin. */
  covering: string[];
  /** Keys of those that begin to be shown here: over all blocks, each key stands in exactly one segment's `first`. */
  first: string[];
}

/** Cuts each block at every boundary of a passage, so that overlapping passages can be marked; white space between blocks is not shown. */
export function cutBlocks(blocks: Span[], passages: Passage[]): Segment[][] {
  const ordered = passages.filter((one) => one.start < one.end).sort((a, b) => a.start - b.start || b.end - a.end);
  const shown = new Set<string>();
  return blocks.map((block) => {
    const here = ordered.filter((one) => one.start < block.end && block.start < one.end);
    return cutBlock(block, here).map((piece) => {
      const covering = here.filter((one) => one.start <= piece.start && piece.end <= one.end).map((one) => one.key);
      const first = covering.filter((key) => !shown.has(key));
      for (const key of first) shown.add(key);
      return { ...piece, covering, first };
    });
  });
}

function cutBlock(block: Span, passages: Passage[]): Span[] {
  const inside = passages.flatMap((one) => [one.start, one.end]).filter((at) => block.start < at && at < block.end);
  const cuts = [...new Set([block.start, ...inside, block.end])].sort((a, b) => a - b);
  return cuts.slice(1).map((end, index) => ({ start: cuts[index]!, end }));
}
