import type { Embeddings } from '@langchain/core/embeddings';
import type { Filter } from './contract.ts';
import { embedQuery } from './embed.ts';
import type { Hit, Store } from './store/index.ts';
import { matchQuery } from './text.ts';

/** The constant of reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009). */
const RANK_OFFSET = 60;
/** What a rank by meaning counts beside one by words: equal weights waste half of what vectors bring (bench:retrieval). */
const MEANING = 0.25;
/** Cosine below which a claim that shares no word with the query is not shown: nearest is not near. */
const NEAR = 0.5;

/**
 * Claims that answer a query, best first, among those that satisfy a filter: ranks by words (BM25) and by meaning
 * (cosine) fused. Scores are relative to the best possible one, 0 to 1. Any text is a valid query; one without words finds nothing.
 */
export async function rank(
  store: Store,
  embeddings: Embeddings,
  query: string,
  filter: Partial<Filter>,
): Promise<Hit[]> {
  const match = matchQuery(query, { mode: 'any' });
  if (match === undefined) return [];
  const byWords = store.matchWords(match, filter);
  const vector = await embedQuery(embeddings, query);
  const byMeaning = store.matchMeaning(vector, filter).filter(({ score }) => score >= NEAR);
  return fuse([
    { hits: byWords, weight: 1 },
    { hits: byMeaning, weight: MEANING },
  ]);
}

/** Rankings fused by reciprocal rank, weighted; 1 is the first place in all of them. Ties go to the older key. */
export function fuse(rankings: { hits: Hit[]; weight: number }[]): Hit[] {
  const best = rankings.reduce((sum, { weight }) => sum + weight, 0) / (RANK_OFFSET + 1);
  const scores = new Map<number, number>();
  for (const { hits, weight } of rankings)
    hits.forEach(({ key }, i) => {
      scores.set(key, Math.min(1, (scores.get(key) ?? 0) + weight / (RANK_OFFSET + i + 1) / best));
    });
  return [...scores].map(([key, score]) => ({ key, score })).sort((a, b) => b.score - a.score || a.key - b.key);
}
