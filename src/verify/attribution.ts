import type { Claim, Hop, Span, Speaker } from '../claim.ts';
import type { Check } from '../contract.ts';
import { normaliseName } from '../text.ts';
import { type Place, rank } from './place.ts';

/** Who is said to have said something: the name that was given, and everyone known whom it may mean. */
export interface Named {
  name: string;
  speakers: Speaker[];
}

/** The same, with the name as it is compared. */
interface Wanted {
  normalised: string;
  ids: Set<string>;
}

/**
 * Whether somebody says what stands at these places, best first; one of the equally good ones by the speaker confirms.
 * Words that a reporter chose are the reporter's, and who denies the words, or is only said not to have said them, is
 * nobody's witness.
 */
export function attribute(places: Place[], named: Named): NonNullable<Check['attribution']> {
  const equal = places.filter((place) => rank(place) === rank(places[0]) && place.weight === places[0]!.weight);
  const wanted = { normalised: normaliseName(named.name), ids: new Set(named.speakers.map(({ id }) => id)) };
  const judged = equal.map((place) => judge(place, wanted));
  return ORDER.find((one) => judged.includes(one)) ?? 'unattributed';
}

const ORDER = ['confirmed', 'reported-by', 'different-speaker', 'unattributed'] as const;

function judge(place: Place, wanted: Wanted): (typeof ORDER)[number] {
  const claim = findClaim(place);
  if (claim === undefined || claim.polarity !== 'asserted') return 'unattributed';
  const isNamed = (hop: Pick<Hop, 'id' | 'name'>) => means(wanted, hop);
  if ([claim.speaker, ...claim.jointly].some(isNamed))
    return claim.manner === 'indirect' && !isQuotedWithin(place, claim) ? 'reported-by' : 'confirmed';
  const reporter = claim.chain.slice(0, -1).findLast(isNamed);
  // Who is quoted with what others said is quoted with words of their own.
  if (reporter) return isQuotedReporter(claim.chain, reporter) ? 'confirmed' : 'reported-by';
  // The outlet's own words beside those that it reports of the speaker.
  if (claim.manner === 'own' && place.version.reported().some(isNamed)) return 'reported-by';
  return claim.speaker.kind === 'unnamed' ? 'unattributed' : 'different-speaker';
}

/** Whether a place stands between quotation marks within a paraphrase: these words are the speaker's all the same. */
function isQuotedWithin({ version, start, end }: Place, claim: Span): boolean {
  const before = version.text.slice(claim.start, start);
  const after = version.text.slice(end, Math.max(end, claim.end) + CLOSING);
  const opened = Math.max(...OPENING.map((mark) => before.lastIndexOf(mark)));
  const closed = Math.max(...['”', '»', '」', '’ '].map((mark) => before.lastIndexOf(mark)));
  const straight = before.split('"').length % 2 === 0;
  return straight ? after.includes('"') : opened > closed && /[”»」’“]/u.test(after);
}

const OPENING = ['“', '«', '„', '「', '‘'];
/** Characters after a claim in which the mark that closes its words may stand. */
const CLOSING = 2;

function isQuotedReporter(chain: readonly Hop[], reporter: Hop): boolean {
  const after = chain.slice(chain.indexOf(reporter) + 1);
  return reporter.manner === 'direct' && after.every(({ manner }) => manner === 'indirect');
}

/** By identifier; of a name that is not known, by the name itself or its last words ("Costa" for Rui Costa). */
function means({ normalised, ids }: Wanted, { id, name: other }: Pick<Hop, 'id' | 'name'>): boolean {
  return ids.has(id) || (normalised !== '' && ` ${normaliseName(other)}`.endsWith(` ${normalised}`));
}

/** The last who reports the claim on its way to the reader; undefined where its speaker speaks for itself. */
export function reporterOf({ chain }: Pick<Claim, 'chain'>): Hop | undefined {
  return chain.at(-2);
}

/**
 * Of the claims of the speaker who says most of a place, that which covers most; undefined where nobody says half of it.
 * Looked up once for each place.
 */
export function findClaim(place: Place): Claim | undefined {
  if (!found.has(place)) found.set(place, lookUp(place));
  return found.get(place);
}

const found = new WeakMap<Place, Claim | undefined>();

function lookUp(place: Place): Claim | undefined {
  const parts = partsOf(place);
  const whole = parts.reduce((sum, part) => sum + length(part), 0);
  const overlap = (claim: Span) => parts.reduce((sum, part) => sum + Math.max(0, overlapOf(claim, part)), 0);
  const touching = place.version
    .claimsIn(place)
    .sort((a, b) => overlap(b) - overlap(a) || length(a) - length(b) || b.confidence - a.confidence);
  const [most] = [...new Set(touching.map(({ speaker }) => speaker.id))]
    .map((id) => touching.filter(({ speaker }) => speaker.id === id))
    .map((theirs) => ({
      claim: theirs[0]!,
      covered: parts.reduce((sum, part) => sum + covered(theirs, part), 0),
    }))
    .filter((speaker) => speaker.covered * 2 >= whole)
    // Of claims within claims the innermost names the one whose words they are.
    .sort((a, b) => b.covered - a.covered || length(a.claim) - length(b.claim));
  return most?.claim;
}

/** The place without the sentences that the quotation leaves out between its parts: who says them says nothing of it. */
function partsOf(place: Place): Span[] {
  const parts: Span[] = [];
  let { start } = place;
  for (const { kind, expectedAt } of place.differences) {
    if ((kind !== 'hidden' && kind !== 'dropped') || expectedAt.start < start || expectedAt.end > place.end) continue;
    parts.push({ start, end: expectedAt.start });
    start = expectedAt.end;
  }
  return [...parts, { start, end: place.end }].filter((part) => part.end > part.start);
}

function overlapOf(one: Span, other: Span): number {
  return Math.min(one.end, other.end) - Math.max(one.start, other.start);
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
    if (end <= place.start) continue;
    total += Math.max(0, end - Math.max(claim.start, reached));
    reached = Math.max(reached, end);
  }
  return total;
}
