import type { Stance } from '../../src/claim.ts';
import { APPROVAL, CRITICISM, FIRST_PERSON, GUARD, NEGATORS, PRINCIPLE } from './lexicon.ts';
import type { Wording } from './terms.ts';

/** What a claim says about one target. Cosines are those to its nearest statements, and to those for other targets. */
export interface Evidence extends Wording {
  /** A term of the target stands in the claim; in the heading above it. */
  named: boolean;
  above: boolean;
  cosines: { for: number; against: number; elsewhere: number };
}

/** What labelled claims taught of the words of a claim and its meaning, as log odds, where they were of this target. */
export interface SideOdds {
  supports: number;
  opposes: number;
}

/**
 * The attitude of the claim's words: nearness to statements for and against, words of approval and criticism (turned by a
 * negation), and whether it concerns the target at all; with it what was learned of the target, if anything was. `confidence`
 * is that of the stance given; doubt makes it neutral.
 */
export function readStance(evidence: Evidence, learned?: SideOdds): { stance: Stance; confidence: number } {
  const score = attitude(evidence);
  const middle = learned ? MIDDLE_BESIDE_LEARNED : MIDDLE;
  const supports = probability(STEEPNESS * (score - middle.supports) + (learned?.supports ?? 0));
  const opposes = probability(STEEPNESS * (-score - middle.opposes) + (learned?.opposes ?? 0));
  const likelier = Math.max(supports, opposes);
  if (likelier < LEAST_CONFIDENCE) return { stance: 'neutral', confidence: round(1 - likelier) };
  return { stance: supports > opposes ? 'supports' : 'opposes', confidence: round(likelier) };
}

/** Positive for, negative against; 0 where the claim does not concern the target. */
export function attitude({ words, stems, named, above, cosines }: Evidence): number {
  const near = Math.max(cosines.for, cosines.against);
  if (!named && near < (above ? NEAR_UNDER_HEADING : NEAR)) return 0;
  const weight = Math.min(1, Math.max(0, near - FAR) / (CLOSE - FAR));
  const score = (cosines.for - cosines.against - BIAS) * weight + weighWords(stems, named);
  if (score <= 0 || named) return score;
  // What is said more like another proposal, or of everybody, is no approval of this one.
  const rival = Math.max(0, cosines.elsewhere - cosines.for);
  return Math.max(0, score - rival - (isGeneral(words) ? GENERAL : 0));
}

function weighWords(stems: string[], named: boolean): number {
  const own = stems.some((stem) => FIRST_PERSON.has(stem));
  let [approval, criticism, guard] = [0, 0, 0];
  stems.forEach((stem, i) => {
    const negated = isNegated(stems, i);
    if (APPROVAL.has(stem)) negated ? criticism++ : approval++;
    else if (CRITICISM.has(stem)) criticism += negated ? 0 : 1;
    else if (GUARD.has(stem)) guard++;
  });
  return (
    Math.min(approval, MOST) * (named || own ? APPROVED : APPROVED / 2) -
    Math.min(criticism, MOST) * CRITICISED +
    Math.min(guard, MOST) * (own ? GUARDED_BY_US : GUARDED)
  );
}

/** The words that speak for a side, in log odds and text order: positive for support. A word that guards counts for support. */
export function tellingWords({ words, stems }: Wording): { word: string; weight: number }[] {
  return stems.flatMap((stem, i) => {
    const weight = sideOf(stem, isNegated(stems, i));
    return weight === 0 ? [] : [{ word: words[i]!, weight: weight * STEEPNESS }];
  });
}

function sideOf(stem: string, negated: boolean): number {
  if (APPROVAL.has(stem)) return negated ? -CRITICISED : APPROVED;
  if (CRITICISM.has(stem)) return negated ? 0 : -CRITICISED;
  return GUARD.has(stem) ? GUARDED : 0;
}

function isNegated(stems: string[], at: number): boolean {
  return stems.slice(Math.max(0, at - NEGATION_REACH), at).some((before) => NEGATORS.has(before));
}

/** A rule for all, by which nobody says what he himself does or wants. */
function isGeneral(words: string[]): boolean {
  return words.some((word) => PRINCIPLE.has(word)) && !words.some((word) => FIRST_PERSON.has(word));
}

// Chosen together on the 61 claims of bench/claims and 32 others written for the purpose, from the middle of a flat region:
// one step of any of them changes the figure by less than two claims.

/** Statements for are nearer to everything said on the subject than statements against, by this much. */
const BIAS = 0.04;
/** Nearness to a statement below which its side says nothing, and above which it counts in full. */
const FAR = 0.45;
const CLOSE = 0.65;
/** Cosine below which a claim that does not name the target is about something else; less is asked under its heading. */
const NEAR = 0.45;
const NEAR_UNDER_HEADING = 0.4;
/** What each word is worth, in units of cosine; beyond a few they repeat each other. */
const APPROVED = 0.1;
const CRITICISED = 0.1;
const GUARDED = 0.03;
const GUARDED_BY_US = 0.04;
const MOST = 3;
/** What a rule for all takes from apparent approval. */
const GENERAL = 0.14;
/** In words: "has not always been successful". */
const NEGATION_REACH = 3;
/**
 * Score at which a stance is as likely as not. Opposition is asked more of, since doubt and report sound like it. For support
 * it was raised (from .02) when the claims of digests were labelled: half as many that oppose are taken for support.
 */
const MIDDLE = { supports: 0.04, opposes: 0.07 };
/** Where what was learned is weighed too; it holds how rare a side is. */
const MIDDLE_BESIDE_LEARNED = { supports: 0.066, opposes: 0.086 };
export const LEAST_CONFIDENCE = 0.5;
const STEEPNESS = 25;

function probability(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}

function round(x: number): number {
  return Math.round(x * 1000) / 1000;
}
