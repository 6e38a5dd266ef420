import type { Claim, Span, Speaker } from '../claim.ts';
import type { VerifyResponse } from '../contract.ts';
import { type Place, rank } from './place.ts';

/**
 * Whether one of `speakers` says what stands at these places, best first: one of the equally good ones by the speaker
 * confirms, and only the words of another known speaker contradict. Who denies the words neither confirms nor contradicts.
 */
export function attribute(places: Place[], speakers: Speaker[]): VerifyResponse['attribution'] {
  if (speakers.length === 0) return 'unknown';
  const equal = places.filter((place) => rank(place) === rank(places[0]) && place.weight === places[0]!.weight);
  const said = equal
    .map(findClaim)
    .filter((claim) => claim !== undefined && claim.polarity === 'asserted')
    .map((claim) => claim!.speaker);
  if (said.some(({ id }) => speakers.some((speaker) => speaker.id === id))) return 'confirmed';
  return said.some(({ kind }) => kind !== 'unnamed') ? 'different-speaker' : 'unknown';
}

/** Of the claims of the speaker who says most of a place, that which covers most; undefined where nobody says half of it. */
export function findClaim(place: Place): Claim | undefined {
  const overlap = (claim: Span) => Math.min(claim.end, place.end) - Math.max(claim.start, place.start);
  const touching = place.version.claims
    .filter((claim) => overlap(claim) > 0)
    .sort((a, b) => overlap(b) - overlap(a) || length(a) - length(b) || b.confidence - a.confidence);
  const [most] = [...new Set(touching.map(({ speaker }) => speaker.id))]
    .map((id) => touching.filter(({ speaker }) => speaker.id === id))
    .map((theirs) => ({ claim: theirs[0]!, covered: covered(theirs, place) }))
    .filter((speaker) => speaker.covered * 2 >= length(place))
    // Of claims within claims the innermost names the one whose words they are.
    .sort((a, b) => b.covered - a.covered || length(a.claim) - length(b.claim));
  return most?.claim;
}

function length({ start, end }: Span): number {
  return end - start;
}

/** How many characters of a place the claims cover together. */
function covered(claims: Claim[], place: Span): number {
  let total = 0;
  let reached = place.start;
  for (const claim of claims.toSorted((a, b) => a.start - b.start)) {
    const end = Math.min(claim.end, place.end);
    total += Math.max(0, end - Math.max(claim.start, reached));
    reached = Math.max(reached, end);
  }
  return total;
}
