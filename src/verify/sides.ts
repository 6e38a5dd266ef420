import type { Span } from '../claim.ts';
import { type Atom, type Reading, settle } from './atoms.ts';
import { spellingKey } from './spelling.ts';
import type { PassageVersion } from './store.ts';

/** A stretch of a version that may hold the quotation. */
export interface Passage extends Reading {
  version: PassageVersion;
}

/** Quotation and passage side by side. */
export interface Sides {
  quotation: Reading;
  passage: Passage;
  /** The quotation's words as numbers, the same for British and American spelling. */
  q: Int32Array;
  /** The passage's: negative where a word is not in the quotation, or was {@link mask}ed. */
  d: Int32Array;
  /** The passage has lost words, punctuation and apostrophes, so that only what it still has is compared. */
  damaged: boolean;
}

/** For each atom of the quotation the index of its counterpart in the passage, -1 where it has none. */
export type Mates = Int32Array;

export function toSides(quotation: Reading, passage: Passage): Sides {
  const damaged = passage.version.quality === 'damaged';
  const ours = settle(quotation.atoms, passage.atoms);
  const theirs = settle(passage.atoms, ours);
  const keyOf = (atom: Atom) => spellingKey(damaged ? atom.key.replaceAll("'", '') : atom.key);
  const numbers = new Map<string, number>();
  for (const atom of ours) if (!numbers.has(keyOf(atom))) numbers.set(keyOf(atom), numbers.size);
  return {
    quotation: { ...quotation, atoms: ours },
    passage: { ...passage, atoms: theirs },
    q: Int32Array.from(ours, (atom) => numbers.get(keyOf(atom))!),
    d: Int32Array.from(theirs, (atom) => numbers.get(keyOf(atom)) ?? -1),
    damaged,
  };
}

/** Tells of each atom of the quotation whether its counterpart is the same word. */
export function sameness({ q, d }: Sides, mates: Mates): (i: number) => boolean {
  return (i) => mates[i]! >= 0 && d[mates[i]!] === q[i];
}

/** From the first to after the last atom of the passage that has a counterpart. */
export function extentOf(mates: Mates): Span {
  return { start: mates.find((mate) => mate >= 0)!, end: mates.findLast((mate) => mate >= 0)! + 1 };
}

/** Takes a stretch out of the passage, so that the next alignment finds another. */
export function mask({ d }: Sides, { start, end }: Span): void {
  d.fill(MASKED, start, end);
}

export function isMasked({ d }: Sides, j: number): boolean {
  return d[j] === MASKED;
}

const MASKED = -2;
