import type { Topic } from '../../src/claim.ts';
import { contains } from './terms.ts';

/** A topic ready for comparing: the stems of its terms, and the vector of its definition. */
export interface PreparedTopic {
  id: string;
  terms: string[][];
  vector: Float64Array;
  /** Mean cosine of the definition to sentences on all topics: broad definitions are near to everything. */
  baseline: number;
}

/** What a topic's name, definition and terms say in one text, for embedding. */
export function describeTopic(topic: Topic): string {
  return `${topic.name}: ${topic.definition}`;
}

/**
 * The topics of a claim, best first, with scores from 0 to 1: from its words, the heading above it and its likeness to the
 * definitions. Empty where nothing fits.
 */
export function scoreTopics(
  claim: { stems: string[]; heading: string[]; similarities: number[] },
  topics: PreparedTopic[],
): { id: string; score: number }[] {
  const above = topics.map((topic, i) => claim.similarities[i]! - topic.baseline);
  const mean = above.reduce((a, b) => a + b, 0) / (above.length || 1);
  const scored = topics.map((topic, i) => {
    const likeness =
      Math.max(0, claim.similarities[i]! - LEAST_LIKE) * LIKENESS + Math.max(0, above[i]! - mean) * DISTINCTION;
    const score =
      wordScore(claim.stems, topic.terms) * WORDS + wordScore(claim.heading, topic.terms) * HEADING + likeness;
    return { id: topic.id, score: Math.round(Math.min(1, score) * 1000) / 1000 };
  });
  const best = Math.max(...scored.map((s) => s.score));
  return scored
    .filter(({ score }) => score >= THRESHOLD && score >= best * SHARE_OF_BEST)
    .sort((a, b) => b.score - a.score || a.id.localeCompare(b.id))
    .slice(0, MOST);
}

// Chosen on the 61 claims of bench/claims and 32 others written for the purpose, with an eye on how many labels the bundled
// digests get: without the baseline, "human rights" went to every sixth claim about governments.
const WORDS = 0.6;
const HEADING = 0.3;
const LIKENESS = 0.5;
const DISTINCTION = 1.2;
/** Cosine that sentences without anything in common reach. */
const LEAST_LIKE = 0.2;
/** A lower one finds a topic for more claims, and a wrong one for most of these. */
const THRESHOLD = 0.3;
/** A topic far behind the best one is named in passing. */
const SHARE_OF_BEST = 0.6;
/** Claims are of one to three topics; more make lists that say nothing. */
const MOST = 3;

/** One sure term says most; each further one less. A word alone is ambiguous more often than a phrase. */
function wordScore(text: string[], terms: string[][]): number {
  let miss = 1;
  for (const term of terms) if (contains(text, term)) miss *= 1 - (term.length > 1 ? PHRASE : WORD);
  return 1 - miss;
}

const PHRASE = 0.75;
const WORD = 0.5;
