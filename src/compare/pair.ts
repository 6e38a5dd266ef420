import { contrariesOf } from '../antonyms.ts';
import type { Polarity, SpeakerKind, Stance } from '../claim.ts';
import { countryId, type NameFinder, nameIdOf } from '../neutral.ts';
import { normaliseName, remembered } from '../text.ts';
import { type Common, holdersOf } from './common.ts';
import { wordingOf } from './known-wordings.ts';
import type { Nearness } from './nearness.ts';
import { isResponse, type Wording } from './wording.ts';

/** A claim as comparing sees it. */
export interface Utterance {
  speaker: { id: string; name: string; kind: SpeakerKind; country: string | null };
  cue: string | null;
  polarity: Polarity;
  /** Stances by target; those that are not clear are left out. */
  stances: ReadonlyMap<string, Exclude<Stance, 'neutral'>>;
  wording: Wording;
  /** A unit vector of the words, blind to names. */
  vector: Float32Array;
}

/** Below this probability a stance is no evidence that two sides differ. */
const CLEAR_STANCE = 0.7;

/** A claim with its vector and its stances towards all targets, read for comparing. */
export function utter(
  claim: Pick<Utterance, 'speaker' | 'cue' | 'polarity' | 'vector'> & {
    text: string;
    /** The reports on the claim's way: their words may stand in its text, and are none of what it says. */
    chain?: readonly { cue: string | null }[];
    stances: readonly { target: string; stance: Stance; confidence: number }[];
  },
  findNames: NameFinder,
): Utterance {
  const { speaker, cue, polarity, vector, stances, text, chain = [] } = claim;
  const cues = [cue, ...chain.map((hop) => hop.cue)].filter((words) => words !== null);
  const clear = stances.flatMap(({ target, stance, confidence }) =>
    stance === 'neutral' || confidence < CLEAR_STANCE ? [] : [[target, stance] as const],
  );
  return { speaker, cue, polarity, vector, stances: new Map(clear), wording: wordingOf(text, findNames, cues) };
}

/** The evidence of {@link readPairs}, in the order of its values. */
export const FEATURES = [
  'cosine',
  'shared words',
  'words contained',
  'shared words and meaning',
  'rare words shared',
  'rare words contained',
  'rare words and meaning',
  'like words',
  'like words of the one',
  'like words of the other',
  'like words and meaning',
  'nearly the same',
  'shared names',
  'other names',
  'negated, words contained',
  'shared words turned',
  'contrary words, meaning',
  'other numbers, words contained',
  'same numbers',
  'opposite stance',
  'same stance',
  'opposite valence, meaning',
  'opposite valence',
  'same valence',
  'blame in the earlier',
  'blame in the later',
  'names the speaker',
  'names the country',
  'rejects',
  'responds',
  'rejects, meaning',
  'names the speaker and rejects',
  'spoken of by the earlier',
  'spoken of by the earlier and denies',
  'of a country of which the earlier speaks, and denies',
  'quotes',
  'same speaker',
  'length of the shorter',
  'difference of lengths',
] as const;
/** Values of {@link FEATURES}. */
export type Features = ArrayLike<number>;

/** Words in a row that two texts do not share by chance. */
const QUOTED_RUN = 3;
/** Stems of a claim of usual length. */
const USUAL = 10;

/**
 * A function that reads what a later claim has to do with an earlier one, by their places in the list, as numbers: alike words,
 * meaning and names, contrary signs, and whether the later speaks of the earlier one's speaker or words. Exchanging the names of
 * two sides in both changes nothing. The numbers are overwritten by those of the next pair.
 */
export function readPairs(
  claims: readonly Utterance[],
  common: Common,
): (earlier: number, later: number, nearness: Nearness) => Features {
  const named = findNamed(claims);
  const responds = claims.map(({ cue }) => (isResponse(cue) ? 1 : 0));
  const countries = claims.map(({ speaker: { country } }) => (country === null ? undefined : countryId(country)));
  const features = new Float64Array(FEATURES.length);
  return (earlier, later, { cosine: similarity, shared, alike }) => {
    const [one, other] = [claims[earlier]!, claims[later]!];
    const [a, b] = [one.wording, other.wording];
    const [sizes, least] = [a.stems.size + b.stems.size, Math.min(a.stems.size, b.stems.size)];
    const [stems, names] = [common.stems(earlier, later), common.names(earlier, later)];
    const cosine = Math.max(0, similarity);
    const contained = stems / Math.max(least, FEW);
    const near = (cosine + contained) / 2;
    const negated = (a.negated !== b.negated) !== (one.polarity !== other.polarity);
    const isNamed = named[earlier * claims.length + later]!;
    const isAccused = named[later * claims.length + earlier]!;
    const rejects = b.rejects ? 1 : 0;
    const numbers = a.numbers.size > 0 && b.numbers.size > 0;
    const sameNumbers = numbers && haveSame(a.numbers, b.numbers);
    const turned = common.turned(earlier, later) / Math.max(least, FEW);
    const denies = b.negated || b.rejects || other.polarity === 'denied' ? near : 0;
    const valence = Math.min(Math.abs(a.valence), Math.abs(b.valence));
    const opposite = a.valence * b.valence < 0 ? valence : 0;
    const [short, long] = [Math.min(1, least / USUAL), Math.min(1, (sizes - least) / USUAL)];
    let at = 0;
    features[at++] = cosine;
    features[at++] = stems / Math.max(1, sizes - stems);
    features[at++] = contained;
    features[at++] = contained * cosine;
    features[at++] = shared.jaccard;
    features[at++] = shared.contained;
    features[at++] = shared.contained * cosine;
    features[at++] = alike.mean;
    features[at++] = alike.most;
    features[at++] = alike.least;
    features[at++] = alike.mean * cosine;
    features[at++] = ((alike.mean + cosine) / 2) ** 2;
    features[at++] = names / Math.max(1, a.names.size + b.names.size - names);
    features[at++] = a.names.size > 0 && b.names.size > 0 && names === 0 ? 1 : 0;
    features[at++] = negated ? contained : 0;
    features[at++] = one.polarity === other.polarity ? turned : contained - turned;
    features[at++] = common.isContrary(earlier, later) ? near : 0;
    features[at++] = numbers && !sameNumbers ? contained : 0;
    features[at++] = sameNumbers ? 1 : 0;
    features[at++] = opposedOn(one, other) === undefined ? 0 : 1;
    features[at++] = agreeOn(one, other) ? 1 : 0;
    features[at++] = opposite * near;
    features[at++] = opposite;
    features[at++] = a.valence * b.valence > 0 ? valence : 0;
    features[at++] = Math.max(0, -a.valence);
    features[at++] = Math.max(0, -b.valence);
    features[at++] = isNamed;
    features[at++] = namesCountry(countries[earlier], b) ? 1 : 0;
    features[at++] = rejects;
    features[at++] = responds[later]!;
    features[at++] = rejects * near;
    features[at++] = isNamed * Math.max(rejects, responds[later]!);
    features[at++] = isAccused;
    features[at++] = isAccused * denies;
    features[at++] = namesCountry(countries[later], a) ? denies : 0;
    features[at++] = findQuoted(a, b) ? 1 : 0;
    features[at++] = one.speaker.id === other.speaker.id ? 1 : 0;
    features[at++] = short;
    features[at++] = long - short;
    return features;
  };
}

/** Of each claim's speaker and each claim, 1 where {@link isNamed} says that it names them. */
function findNamed(claims: readonly Utterance[]): Uint8Array {
  const found = new Uint8Array(claims.length ** 2);
  const holders = holdersOf(claims.map(({ wording }) => [...wording.names.keys(), ...wording.bare]));
  claims.forEach(({ speaker }, i) => {
    // Most claims have not even a part of the name.
    for (const part of [nameIdOf(speaker), ...partsOf(speaker.name)])
      for (const j of holders.get(part) ?? [])
        if (isNamed(speaker, claims[j]!.wording)) found[i * claims.length + j] = 1;
  });
  return found;
}

function haveSame(one: ReadonlySet<number>, other: ReadonlySet<number>): boolean {
  for (const number of one) if (other.has(number)) return true;
  return false;
}

function agreeOn(one: Utterance, other: Utterance): boolean {
  for (const [target, stance] of one.stances) if (other.stances.get(target) === stance) return true;
  return false;
}

/** A target towards which two claims take opposite stances. */
export function opposedOn(one: Utterance, other: Utterance): string | undefined {
  for (const [target, stance] of one.stances) {
    const theirs = other.stances.get(target);
    if (theirs !== undefined && theirs !== stance) return target;
  }
  return undefined;
}

/** Two contrary words, of which each claim has one and not the other's. */
export function findContrary(a: Wording, b: Wording): [string, string] | undefined {
  for (const one of a.stems)
    for (const other of b.stems.has(one) ? [] : contrariesOf(one))
      if (b.stems.has(other) && !a.stems.has(other)) return [one, other];
  return undefined;
}

/** Words of an earlier claim that a later one has between quotation marks. */
export function findQuoted(earlier: Wording, later: Wording): string | undefined {
  if (later.quoted.length === 0) return undefined;
  const text = ` ${earlier.run.join(' ')} `;
  return later.quoted
    .map((run) => run.join(' '))
    .find((run) => run.split(' ').length >= QUOTED_RUN && text.includes(` ${run} `));
}

/**
 * Whether the words name somebody: as the registry knows them, a body by its whole name, or a person by any part of theirs,
 * since family names come first for some and last for others.
 */
export function isNamed(speaker: Utterance['speaker'], wording: Wording): boolean {
  if (wording.names.has(nameIdOf(speaker))) return true;
  if (speaker.kind === 'unnamed' || speaker.kind === 'state') return false;
  const bare = wording.bare;
  const parts = partsOf(speaker.name);
  if (speaker.kind === 'person') return parts.some((part) => part.length >= SHORTEST_NAME && bare.includes(part));
  for (let at = bare.indexOf(parts[0]!); at >= 0; at = bare.indexOf(parts[0]!, at + 1))
    if (parts.every((part, i) => bare[at + i] === part)) return true;
  return false;
}

const partsOf = remembered((name) => normaliseName(name).split(' '));

/** A shorter part of a name may be a word. */
const SHORTEST_NAME = 3;

function namesCountry(id: string | undefined, wording: Wording): boolean {
  return id !== undefined && wording.names.has(id);
}

/** How many things two sets share, and which part that is of both and of the smaller one: 0 to 1. */
export function overlap<T>(
  a: ReadonlySet<T>,
  b: ReadonlySet<T>,
): { shared: number; jaccard: number; contained: number } {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const one of small) if (large.has(one)) shared++;
  const all = Math.max(1, a.size + b.size - shared);
  return { shared, jaccard: shared / all, contained: shared / Math.max(small.size, FEW) };
}

/** Of fewer things than this, one that is shared says little. */
const FEW = 3;
