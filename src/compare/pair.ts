import type { Polarity, SpeakerKind, Stance } from '../claim.ts';
import { type NameFinder, nameIdOf } from '../neutral.ts';
import { normaliseName, remembered } from '../text.ts';
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

/** The evidence of {@link readPair}, in the order of its values. */
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
export type Features = readonly number[];

/** Words in a row that two texts do not share by chance. */
const QUOTED_RUN = 3;
/** Stems of a claim of usual length. */
const USUAL = 10;

/**
 * What a later claim has to do with an earlier one, as numbers: alike words, meaning and names, contrary signs, and whether
 * the later speaks of the earlier one's speaker or words. Exchanging the names of two sides in both changes nothing.
 */
export function readPair(
  earlier: Utterance,
  later: Utterance,
  { cosine: similarity, shared, alike }: Nearness,
): number[] {
  const cosine = Math.max(0, similarity);
  const [a, b] = [earlier.wording, later.wording];
  const { jaccard, contained } = overlap(a.stems, b.stems);
  const names = overlap(a.names, b.names);
  const near = (cosine + contained) / 2;
  const negated = (a.negated !== b.negated) !== (earlier.polarity !== later.polarity);
  const named = isNamed(earlier.speaker, b) ? 1 : 0;
  const rejects = b.rejects ? 1 : 0;
  const numbers = a.numbers.size > 0 && b.numbers.size > 0;
  const sameNumbers = numbers && [...a.numbers].some((number) => b.numbers.has(number));
  const turned = shareTurned(a, b);
  const accused = isNamed(later.speaker, a) ? 1 : 0;
  const denies = b.negated || b.rejects || later.polarity === 'denied' ? near : 0;
  const valence = Math.min(Math.abs(a.valence), Math.abs(b.valence));
  const [opposite, same] = [a.valence * b.valence < 0 ? valence : 0, a.valence * b.valence > 0 ? valence : 0];
  const lengths = [Math.min(1, a.stems.size / USUAL), Math.min(1, b.stems.size / USUAL)] as const;
  return [
    cosine,
    jaccard,
    contained,
    contained * cosine,
    shared.jaccard,
    shared.contained,
    shared.contained * cosine,
    alike.mean,
    alike.most,
    alike.least,
    alike.mean * cosine,
    ((alike.mean + cosine) / 2) ** 2,
    names.jaccard,
    a.names.size > 0 && b.names.size > 0 && names.jaccard === 0 ? 1 : 0,
    negated ? contained : 0,
    earlier.polarity === later.polarity ? turned : contained - turned,
    findContrary(a, b) ? near : 0,
    numbers && !sameNumbers ? contained : 0,
    sameNumbers ? 1 : 0,
    opposedOn(earlier, later) === undefined ? 0 : 1,
    agreeOn(earlier, later) ? 1 : 0,
    opposite * near,
    opposite,
    same,
    Math.max(0, -a.valence),
    Math.max(0, -b.valence),
    named,
    namesCountry(earlier.speaker, b) ? 1 : 0,
    rejects,
    isResponse(later.cue) ? 1 : 0,
    rejects * near,
    named * Math.max(rejects, isResponse(later.cue) ? 1 : 0),
    accused,
    accused * denies,
    namesCountry(later.speaker, a) ? denies : 0,
    findQuoted(a, b) ? 1 : 0,
    earlier.speaker.id === later.speaker.id ? 1 : 0,
    Math.min(lengths[0], lengths[1]),
    Math.abs(lengths[0] - lengths[1]),
  ];
}

/** Of the words of the shorter of two claims, how many both have, but one of them negated: 0 to 1. */
function shareTurned(a: Wording, b: Wording): number {
  let turned = 0;
  for (const one of a.stems) if (b.stems.has(one) && a.denied.has(one) !== b.denied.has(one)) turned++;
  return turned / Math.max(Math.min(a.stems.size, b.stems.size), FEW);
}

function agreeOn(one: Utterance, other: Utterance): boolean {
  for (const [target, stance] of one.stances) if (other.stances.get(target) === stance) return true;
  return false;
}

/** A target towards which two claims take opposite stances. */
export function opposedOn(one: Utterance, other: Utterance): string | undefined {
  if (one.stances.size === 0 || other.stances.size === 0) return undefined;
  return [...one.stances].find(([target, stance]) => {
    const theirs = other.stances.get(target);
    return theirs !== undefined && theirs !== stance;
  })?.[0];
}

/** Two contrary words, of which each claim has one and not the other's. */
export function findContrary(a: Wording, b: Wording): [string, string] | undefined {
  return a.contraries.find(([one, other]) => b.stems.has(other) && !b.stems.has(one));
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
  // Most claims have not even the first word of a body's name.
  for (let at = bare.indexOf(parts[0]!); at >= 0; at = bare.indexOf(parts[0]!, at + 1))
    if (parts.every((part, i) => bare[at + i] === part)) return true;
  return false;
}

const partsOf = remembered((name) => normaliseName(name).split(' '));

/** A shorter part of a name may be a word. */
const SHORTEST_NAME = 3;

function namesCountry({ country }: Utterance['speaker'], wording: Wording): boolean {
  return country !== null && wording.names.has(`country:${country}`);
}

/** What has keys: a set, or a map. */
interface Keyed<T> {
  readonly size: number;
  has(key: T): boolean;
  keys(): Iterable<T>;
}

/** How much of two sets is shared, and how much of the smaller one: 0 to 1. */
export function overlap<T>(a: Keyed<T>, b: Keyed<T>): { jaccard: number; contained: number } {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let shared = 0;
  if (small.size > 0) for (const one of small.keys()) if (large.has(one)) shared++;
  if (shared === 0) return { jaccard: 0, contained: 0 };
  return { jaccard: shared / (a.size + b.size - shared), contained: shared / Math.max(small.size, FEW) };
}

/** Of fewer things than this, one that is shared says little. */
const FEW = 3;
