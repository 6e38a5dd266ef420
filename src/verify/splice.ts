import { type Atom, FEWEST_WORDS, opensSentence, type Reading, sizeOf } from './atoms.ts';
import { changed, type Place, rank } from './place.ts';

/** Where two sentences may have been joined between which the source has others. */
export interface Joint {
  /** The quotation with an ellipsis there, its text and offsets as they are. */
  reading: Reading;
  /** Offset into the quotation at which its second part begins. */
  at: number;
}

/**
 * The joint of a quotation of which the best place has one part only: all that was added to it begins, or ends, with a
 * sentence. Undefined where nothing was, or less than would be looked for by itself.
 */
export function jointOf(quotation: Reading, best: Place | undefined): Joint | undefined {
  if (!best || rank(best) !== 2) return undefined;
  const { atoms } = quotation;
  const added = best.differences.find(
    ({ kind, foundAt }) => kind === 'added' && (foundAt.start <= atoms[0]!.start || foundAt.end >= atoms.at(-1)!.end),
  );
  if (!added) return undefined;
  const { start, end } = added.foundAt;
  const isAtEnd = end >= atoms.at(-1)!.end;
  const index = atoms.findIndex((atom) => atom.start >= (isAtEnd ? start : end));
  const second = atoms[index];
  if (!second || index === 0 || !opensSentence(second)) return undefined;
  if (Math.min(sizeOf(atoms.slice(0, index)), sizeOf(atoms.slice(index))) < FEWEST_WORDS) return undefined;
  const marked: Atom = { ...second, marks: `…${second.marks}` };
  return { reading: { ...quotation, atoms: atoms.with(index, marked) }, at: second.start };
}

/** A place of a quotation that was read with an ellipsis at its joint, as one of the quotation, which has none there. */
export function withoutEllipsis(place: Place, { at }: Joint): Place {
  const differences = place.differences.map((difference) =>
    difference.kind === 'hidden' && difference.foundAt.start === at
      ? { ...difference, kind: 'dropped' as const }
      : difference,
  );
  return changed(place, differences);
}
