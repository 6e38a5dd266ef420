import type { Match, VerifyRequest, VerifyResponse } from '../contract.ts';
import { TriptychError } from '../error.ts';
import { attribute, findClaim } from './attribution.ts';
import { findPlaces } from './find.ts';
import { type Place, rank } from './place.ts';
import { readingsOf } from './quotation.ts';
import type { PassageStore } from './store.ts';
import { summarise } from './summary.ts';

export type { PassageStore, PassageVersion } from './store.ts';

/** A pasted article is longer than any quotation; above this one check would take more than a second. */
export const MAX_WORDS = 5000;

/**
 * Says whether a quotation stands in the documents: `verbatim` where every word, number and inner punctuation mark is the
 * same, `altered` where a passage is recognisably the same, with each difference; else `not-found`.
 * Fails with USAGE where the quotation has no word, or more than {@link MAX_WORDS}.
 */
export function verify(store: PassageStore, { quotation, speaker }: VerifyRequest): VerifyResponse {
  const readings = readingsOf(quotation);
  const size = readings[0]!.atoms.length;
  if (size === 0) throw new TriptychError('USAGE', 'There is no word to verify: give the quotation.');
  if (size > MAX_WORDS) {
    throw new TriptychError('USAGE', `A quotation of ${size} words is too long: give at most ${MAX_WORDS} at a time.`);
  }
  const results = readings.map((reading) => findPlaces(store, reading));
  // Of two equally good readings the later, without the attribution that was pasted along, is the one that was meant.
  const places = results.reduce((best, next) => (rank(next[0]) <= rank(best[0]) ? next : best));
  const found = places.filter(({ version }) => version.quality === 'intact');
  const verdict = found.length === 0 ? 'not-found' : found[0]!.differences.length === 0 ? 'verbatim' : 'altered';
  const attribution =
    speaker === undefined || verdict === 'not-found' ? null : attribute(found, store.findSpeakers(speaker));
  const response = { quotation, verdict, attribution, matches: places.map(toMatch) } as const;
  return { ...response, summary: summarise(response, speaker, size) };
}

function toMatch(place: Place): Match {
  const { version, start, end, page, differences } = place;
  const { document, version: hash, title, date, digestOf, quality } = version;
  const claim = findClaim(place);
  return {
    document,
    version: hash,
    title,
    date,
    digestOf,
    quality,
    start,
    end,
    page,
    text: version.text.slice(start, end),
    speaker: claim?.speaker ?? null,
    manner: claim?.manner ?? null,
    polarity: claim?.polarity ?? null,
    claim: claim?.id ?? null,
    differences,
  };
}
