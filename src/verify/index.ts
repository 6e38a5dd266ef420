import type { Check, Match, Verdict, VerifyRequest } from '../contract.ts';
import { TriptychError } from '../error.ts';
import type { Reading } from './atoms.ts';
import { attribute, findClaim, reporterOf } from './attribution.ts';
import { findPlaces } from './find.ts';
import { byQuality, type Place, rank } from './place.ts';
import { readingsOf } from './quotation.ts';
import { jointOf, withoutEllipsis } from './splice.ts';
import type { PassageStore } from './store.ts';
import { summarise } from './summary.ts';
import { earliestOf, wordingsOf } from './wordings.ts';

export { type MeaningStore, withParaphrases } from './paraphrase.ts';
export type { BlockId, PassageStore, PassageVersion } from './store.ts';

/** A pasted article is longer than any quotation; above this one check would take more than a second. */
export const MAX_WORDS = 5000;
/** Characters of the document that a place is shown with, on each side. */
const CONTEXT = 200;

/**
 * Says whether a quotation stands in the documents: `verbatim` where every word, number and inner punctuation mark is the
 * same, `trimmed` where all that differs is what the quotation marks itself by ellipses and brackets, `altered` where a
 * passage is recognisably the same, with each difference and its kind; else `not-found`.
 * Fails with USAGE where the quotation has no word, or more than {@link MAX_WORDS}.
 */
export function verify(store: PassageStore, request: Pick<VerifyRequest, 'quotation' | 'speaker'>): Check {
  const { speaker } = request;
  const quotation = request.quotation.trim();
  const readings = readingsOf(quotation);
  const size = readings[0]!.atoms.length;
  if (size === 0) throw new TriptychError('USAGE', 'There is no word to verify: give the quotation.');
  if (size > MAX_WORDS) {
    throw new TriptychError('USAGE', `A quotation of ${size} words is too long: give at most ${MAX_WORDS} at a time.`);
  }
  const results = readings.map((reading) => placesOf(store, reading));
  // Of two equally good readings the later, without the attribution that was pasted along, is the one that was meant.
  const places = results.reduce((best, next) => (rank(next[0]) <= rank(best[0]) ? next : best));
  const found = places.filter(({ version }) => version.quality === 'intact');
  const verdict: Verdict = found[0]?.verdict ?? 'not-found';
  const attribution =
    speaker === undefined || verdict === 'not-found'
      ? null
      : attribute(found, { name: speaker, speakers: store.findSpeakers(speaker) });
  const matches = places.map(toMatch);
  const response = {
    quotation,
    verdict,
    attribution,
    speaker: found[0] ? (matches[0]?.speaker ?? null) : null,
    earliest: earliestOf(matches),
    matches,
    wordings: wordingsOf(places, matches),
    paraphrases: [],
  };
  return { ...response, summary: summarise(response, speaker, size) };
}

/**
 * The places of a quotation. Where one part of it alone stands somewhere, the other may stand further on: what was left out
 * between them without an ellipsis is a difference, and neither part was added.
 */
function placesOf(store: PassageStore, reading: Reading): Place[] {
  const places = findPlaces(store, reading);
  const joint = jointOf(reading, places[0]);
  if (!joint) return places;
  const [first, ...others] = findPlaces(store, joint.reading);
  const isWhole = first?.differences.every(({ kind }) => kind !== 'added');
  return first && isWhole ? [first, ...others].map((place) => withoutEllipsis(place, joint)).sort(byQuality) : places;
}

function toMatch(place: Place): Match {
  const { version, start, end, page, verdict, differences } = place;
  const { document, version: hash, title, date, digestOf, quality, text } = version;
  const claim = findClaim(place);
  return {
    document,
    version: hash,
    title,
    date,
    start,
    end,
    digestOf,
    quality,
    page,
    text: text.slice(start, end),
    before: text.slice(Math.max(0, start - CONTEXT), start),
    after: text.slice(end, end + CONTEXT),
    verdict,
    speaker: claim?.speaker ?? null,
    reporter: (claim && reporterOf(claim)?.name) ?? null,
    manner: claim?.manner ?? null,
    polarity: claim?.polarity ?? null,
    claim: claim?.id ?? null,
    differences,
  };
}
