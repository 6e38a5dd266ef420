import { stem } from '../ingest/classify/terms.ts';
import { clusterDirections, cosine, meanDirection } from './cluster.ts';
import { KINDS_OF_NAMES, type Neutral } from './neutral.ts';
import type { Store } from './store/index.ts';
import { isStopWord, words } from './text.ts';

/** A group of claims without a topic that speak of the same. */
export interface Suggestion {
  claims: number;
  /** Its most telling words, as they are mostly written; `z` says how sure it is that they are more frequent here than elsewhere. */
  terms: { word: string; claims: number; z: number }[];
  /** The claims nearest to its middle. */
  examples: string[];
}

export interface Suggestions {
  /** Claims of current versions that have no topic. */
  without: number;
  /** The most telling first. */
  clusters: Suggestion[];
}

/** Claims that are grouped at most: a sample by identifier, which is a hash, shows what many speak of. */
const SAMPLE = 3000;
const FEWEST = 4;
const MOST_GROUPS = 24;
const TERMS = 8;
const EXAMPLES = 3;
/** Of a normal distribution: five in a hundred words would lie beyond it by chance alone. */
const TELLING = 1.96;
const FEWEST_TERMS = 2;
/** How much the prior counts, as a share of all words. */
const PRIOR = 0.2;

/**
 * What the claims without a topic speak of: groups by meaning with their most telling words, as suggestions for topics. The
 * same claims always give the same groups.
 */
export function suggestTopics(store: Pick<Store, 'claimsWithoutTopic'>, neutral: Neutral): Suggestions {
  const { without, sample } = store.claimsWithoutTopic(SAMPLE);
  const groups = clusterDirections(
    sample.map(({ vector }) => vector),
    Math.min(MOST_GROUPS, Math.ceil(Math.sqrt(sample.length / 2))),
  );
  const texts = sample.map(({ text }) => wordsOf(neutral(text)));
  const everywhere = countWords(texts);
  const clusters = [...new Set(groups)].map((group) => {
    const members = sample.filter((_, i) => groups[i] === group);
    const here = countWords(texts.filter((_, i) => groups[i] === group));
    return { claims: members.length, terms: tellingTerms(here, everywhere), examples: middle(members) };
  });
  const telling = clusters.filter(({ claims, terms }) => claims >= FEWEST && terms.length >= FEWEST_TERMS);
  return { without, clusters: telling.sort((a, b) => sureness(b) - sureness(a)) };
}

function sureness({ terms }: Suggestion): number {
  return terms.reduce((sum, { z }) => sum + z, 0);
}

/** Each word of a text that can say what it is about, once: by its stem, as it is written. */
type Words = Map<string, string>;

function wordsOf(text: string): Words {
  const telling = words(text).filter(({ text: word }) => !isStopWord(word) && !KINDS_OF_NAMES.includes(word));
  return new Map(telling.map((word) => [stem(word.text), word.text]));
}

interface Count {
  word: string;
  claims: number;
}

function countWords(texts: readonly Words[]): Map<string, Count> {
  const counts = new Map<string, Count>();
  for (const text of texts)
    for (const [key, word] of text) {
      const known = counts.get(key);
      counts.set(key, { word: known?.word ?? word, claims: (known?.claims ?? 0) + 1 });
    }
  return counts;
}

/**
 * Words whose log odds are higher in a group than in the other claims, by their z-scores under a Dirichlet prior that all
 * claims inform (Monroe, Colaresi and Quinn, "Fightin' Words", Political Analysis 2008).
 */
function tellingTerms(here: Map<string, Count>, everywhere: Map<string, Count>): Suggestion['terms'] {
  const total = (counts: Map<string, Count>) => [...counts.values()].reduce((sum, { claims }) => sum + claims, 0);
  const [inside, all] = [total(here), total(everywhere)];
  const scored = [...here].map(([key, { word, claims }]) => {
    const anywhere = everywhere.get(key)?.claims ?? claims;
    const outside = anywhere - claims;
    const prior = anywhere * PRIOR;
    const odds = (count: number, of: number) => Math.log((count + prior) / (of + all * PRIOR - count - prior));
    const difference = odds(claims, inside) - odds(outside, all - inside);
    const variance = 1 / (claims + prior) + 1 / (outside + prior);
    return { word, claims, z: Math.round((100 * difference) / Math.sqrt(variance)) / 100 };
  });
  return scored
    .filter(({ z, claims }) => z >= TELLING && claims > 1)
    .sort((a, b) => b.z - a.z || (a.word < b.word ? -1 : 1))
    .slice(0, TERMS);
}

function middle(members: readonly { text: string; vector: Float32Array }[]): string[] {
  const centre = meanDirection(members.map(({ vector }) => vector));
  if (!centre) return [];
  return members
    .map(({ text, vector }) => ({ text, likeness: cosine(vector, centre) }))
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, EXAMPLES)
    .map(({ text }) => text);
}
