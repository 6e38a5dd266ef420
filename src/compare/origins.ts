import type { Claim } from '../claim.ts';
import { overlap } from './pair.ts';
import type { Wording } from './wording.ts';

/** A claim with its words, for telling whether it repeats another. */
export interface Telling {
  claim: Pick<Claim, 'speaker' | 'chain' | 'digestOf'>;
  /** The document in which it stands; of copies of one text, the name that stands for them. */
  source: string;
  wording: Pick<Wording, 'stems' | 'negated'>;
}

/** Share of words that two wordings of one statement have in common at least. */
const VERBATIM = 0.8;
/** A statement of fewer words may be made twice by chance. */
const SHORTEST = 4;

/**
 * How many independent origins claims have. Two have one origin where they stand in one document or in copies of one
 * text, where both documents retell one source, where both name one carrier on the way (or one document's publisher is the other's carrier), or where
 * they give one speaker's statement in nearly the same words.
 */
export function countOrigins(tellings: readonly Telling[]): number {
  const root = tellings.map((_, i) => i);
  const carriers = tellings.map(({ claim }) => carriersOf(claim));
  const find = (i: number): number => (root[i] === i ? i : find(root[i]!));
  let count = tellings.length;
  for (let i = 0; i < tellings.length; i++)
    for (let j = i + 1; j < tellings.length; j++) {
      const [a, b] = [find(i), find(j)];
      if (a === b) continue;
      const shared = carriers[i]!.some((carrier) => carriers[j]!.includes(carrier));
      if (!shared && !haveOneOrigin(tellings[i]!, tellings[j]!)) continue;
      root[b] = a;
      count--;
    }
  return count;
}

/** As far as documents and words tell. */
function haveOneOrigin(one: Telling, other: Telling): boolean {
  const [a, b] = [one.claim, other.claim];
  if (one.source === other.source || (a.digestOf !== null && a.digestOf === b.digestOf)) return true;
  return a.speaker.id === b.speaker.id && areVerbatim(one.wording, other.wording);
}

/**
 * Who carried a claim: everybody on its way but the speaker. The publisher of a document that names a carrier has it from
 * there, and is no origin; of a digest, the publisher is whoever wrote the digest.
 */
function carriersOf({ chain, digestOf, speaker }: Telling['claim']): string[] {
  const way = chain.slice(0, -1).map(({ id }) => id);
  const carriers = way.slice(way.length > 1 || digestOf !== null ? 1 : 0);
  return carriers.filter((id) => id !== speaker.id);
}

function areVerbatim(a: Telling['wording'], b: Telling['wording']): boolean {
  return areNearlySame(a, b, overlap(a.stems, b.stems).shared);
}

/** True for nearly the same words, with the same sign, where two wordings have so many stems in common. */
export function areNearlySame(a: Telling['wording'], b: Telling['wording'], shared: number): boolean {
  if (Math.min(a.stems.size, b.stems.size) < SHORTEST || a.negated !== b.negated) return false;
  return shared / (a.stems.size + b.stems.size - shared) >= VERBATIM;
}
