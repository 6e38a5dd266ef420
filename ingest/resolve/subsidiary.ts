import type { Speaker } from '../../src/claim.ts';
import type { NameIndex } from './names.ts';
import { findPlaces } from './places.ts';
import { nameOf } from './runs.ts';
import type { Token } from './tokens.ts';

/** A company's branch in one country. */
export interface Subsidiary {
  name: string;
  parent: Speaker;
  /** Country code. */
  country: string;
}

/**
 * "Acme Germany" or "Acme (Germany)": a company that the registry knows, and the country right after it. It speaks for the
 * company, and counts with it; one that the registry lists by itself is known by its whole name, and is none here.
 */
export function findSubsidiary(tokens: Token[], names: NameIndex): Subsidiary | undefined {
  const match = names.longestAt(tokens, 0);
  if (match?.speaker.capacity !== 'company') return undefined;
  const [place] = findPlaces(tokens.slice(match.to));
  const country = place?.from === 0 && place.form === 'country' ? place : undefined;
  const to = match.to + (country?.to ?? 0);
  if (!country || to !== tokens.length || !/^\s\(?$/.test(tokens[match.to]!.gap)) return undefined;
  return { name: nameOf(tokens, { from: 0, to }), parent: match.speaker, country: country.code };
}
