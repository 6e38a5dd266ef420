import type { Stance } from '../../src/claim.ts';
import { APPROVAL, CRITICISM, FIRST_PERSON, GUARD, NEGATORS, PRINCIPLE } from './lexicon.ts';
import { count } from './terms.ts';

/** What a claim says about one target. Cosines are those to its nearest statements, and to those for other targets. */
export interface Evidence {
  stems: string[];
  heading: string[];
  cosines: { for: number; against: number; elsewhere: number };
}

/**
 * The attitude of the claim's words: nearness to statements for and against, words of approval and criticism (turned by a
 * negation), and whether it concerns the target at all. `confidence` is that of the stance given; doubt makes it neutral.
 */
export function readStance(evidence: Evidence, terms: string[][]): { stance: Stance; confidence: number } {
  const score = attitude(evidence, terms);
  const supports = probability(score - MIDDLE.supports);
  const opposes = probability(-score - MIDDLE.opposes);
  const likelier = Math.max(supports, opposes);
  if (likelier < LEAST_CONFIDENCE) return { stance: 'neutral', confidence: round(1 - likelier) };
  return { stance: supports > opposes ? 'supports' : 'opposes', confidence: round(likelier) };
}

/** Positive for, negative against; 0 where the claim does not concern the target. */
export function attitude({ stems, heading, cosines }: Evidence, terms: string[][]): number {
  const named = terms.some((term) => count(stems, term) > 0);
  const above = terms.some((term) => count(heading, term) > 0);
  const near = Math.max(cosines.for, cosines.against);
  if (!named && near < (above ? NEAR_UNDER_HEADING : NEAR)) return 0;
  const score = (cosines.for - cosines.against - BIAS) * STATEMENTS + weighWords(stems, named);
  if (score <= 0 || named) return score;
  // What is said more like another proposal, or of everybody, is no approval of this one.
  const rival = Math.max(0, cosines.elsewhere - cosines.for + MARGIN) * RIVAL;
  return Math.max(0, score - rival - (isGeneral(stems) ? GENERAL : 0));
}

function weighWords(stems: string[], named: boolean): number {
  const own = stems.some((stem) => FIRST_PERSON.has(stem));
  let [approval, criticism, guard] = [0, 0, 0];
  stems.forEach((stem, i) => {
    const negated = stems.slice(Math.max(0, i - NEGATION_REACH), i).some((before) => NEGATORS.has(before));
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

/** A rule for all, by which nobody says what he himself does or wants. */
function isGeneral(stems: string[]): boolean {
  return stems.some((stem) => PRINCIPLE.has(stem)) && !stems.some((stem) => FIRST_PERSON.has(stem));
}

const BIAS = 0.06;
const STATEMENTS = 1;
const NEAR = 0.45;
const NEAR_UNDER_HEADING = 0.4;
const MARGIN = 0;
const RIVAL = 1;
const NEGATION_REACH = 3;
const MOST = 3;
const APPROVED = 0.1;
const CRITICISED = 0.1;
const GUARDED = 0.02;
const GUARDED_BY_US = 0.03;
const GENERAL = 0.1;
const MIDDLE = { supports: 0.04, opposes: 0.08 };
const LEAST_CONFIDENCE = 0.5;
const STEEPNESS = 25;

function probability(score: number): number {
  return 1 / (1 + Math.exp(-STEEPNESS * score));
}

function round(x: number): number {
  return Math.round(x * 1000) / 1000;
}
