import type { Embeddings } from '@langchain/core/embeddings';
import type { SearchRequest, SearchResponse } from './contract.ts';
import { rank } from './rank.ts';
import type { Store } from './store/index.ts';

/**
 * Claims that satisfy the filters, ranked by the query: by words and by meaning. Without a query all of them, newest
 * document first, with score 1.
 */
export async function search(store: Store, embeddings: Embeddings, request: SearchRequest): Promise<SearchResponse> {
  const { query, limit, offset, ...filter } = request;
  const hits = query.trim()
    ? await rank(store, embeddings, query, filter)
    : store.findKeys(filter).map((key) => ({ key, score: 1 }));
  const page = hits.slice(offset, offset + limit);
  const claims = store.claims(page.map(({ key }) => key));
  return {
    query,
    total: hits.length,
    claims: claims.map((claim, i) => ({ ...claim, score: page[i]?.score ?? 0 })),
    facets: store.countLabels(hits.map(({ key }) => key)),
  };
}
