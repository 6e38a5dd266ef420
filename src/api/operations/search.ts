import { z } from 'zod';
import type { FoundClaim, SearchRequest } from '../../contract.ts';
import type { Knowledge } from '../../knowledge.ts';
import { SearchAnswer, SearchQuery } from '../contract.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { defineOperation } from '../operation.ts';

/** The last claim of an answer: how many came before the next one, which it was, and its score. */
const Place = z.tuple([z.number().int().min(1).max(1_000_000), z.string().max(1000), z.number()]);
type Place = z.infer<typeof Place>;

/** Claims before and after where the last one was, among which it is looked for after a write. */
const AROUND = 100;

export const search = defineOperation({
  id: 'search',
  method: 'get',
  path: '/api/search',
  group: 'Questions',
  summary: 'Claims that answer a query, best first',
  description:
    'By words and by meaning, in the query language of the search page. Without words, all that the filters leave, newest document first.',
  query: SearchQuery,
  answer: SearchAnswer,
  fails: ['EMBEDDING_FAILED'],
  example: ({ words, topic }) => ({ query: { query: words, topic, limit: '2' } }),
  async run(knowledge, { query: { cursor, facets, ...asked } }) {
    const after = readCursor(cursor, ['search', asked], Place);
    const { found, offset } = await findAfter(knowledge, asked, after);
    const { facets: counts, ...data } = found;
    const last = data.claims.at(-1);
    const seen = offset + data.claims.length;
    const next = last && seen < data.total ? writeCursor(['search', asked], [seen, last.id, last.score]) : null;
    return { ...data, ...(facets ? { facets: counts } : {}), next };
  },
});

/** The claims that come after the last one of the answer before, which may rank elsewhere since somebody wrote. */
async function findAfter(knowledge: Knowledge, asked: Omit<SearchRequest, 'offset'>, after: Place | undefined) {
  if (!after) return { found: await knowledge.search({ ...asked, offset: 0 }), offset: 0 };
  const [seen, id, score] = after;
  const found = await knowledge.search({ ...asked, offset: seen - 1, limit: asked.limit + 1 });
  if (found.claims[0]?.id === id) return { found: { ...found, claims: found.claims.slice(1) }, offset: seen };
  const from = Math.max(0, seen - AROUND);
  const near = await knowledge.search({ ...asked, offset: from, limit: 2 * AROUND });
  const offset =
    from + placeAfter(near.claims, { id, ...(asked.sort === 'relevance' ? { score } : {}), at: seen - from });
  return { found: await knowledge.search({ ...asked, offset }), offset };
}

/** Behind a claim, or, where it is gone, before the first that ranks lower; where scores are not the order, where it was. */
function placeAfter(claims: FoundClaim[], last: { id: string; score?: number; at: number }): number {
  const { id, score } = last;
  const at = claims.findIndex((claim) => claim.id === id);
  if (at >= 0) return at + 1;
  if (score === undefined) return Math.min(last.at - 1, claims.length);
  const lower = claims.findIndex((claim) => claim.score < score);
  return lower < 0 ? claims.length : lower;
}
