import { z } from 'zod';
import { ClaimView } from '../../contract.ts';
import { citeInStyle } from '../../styled.ts';
import { WhyResponse } from '../../why/contract.ts';
import { why } from '../../why/index.ts';
import { Annotation, Citations, CitationsQuery, ClaimsAnswer, ClaimsQuery, Id } from '../contract.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { ANNOTATION } from '../media.ts';
import { defineOperation } from '../operation.ts';

const Place = z.tuple([z.string(), z.number().int(), z.number().int(), z.string()]);
const pageOf = (id: string) => `/claims/${encodeURIComponent(id)}`;

export const listClaims = defineOperation({
  id: 'listClaims',
  method: 'get',
  path: '/api/claims',
  group: 'Claims',
  summary: 'All claims that satisfy a filter',
  description: 'By name of document, in the order of its text. To find claims by words, search.',
  query: ClaimsQuery,
  answer: ClaimsAnswer,
  example: ({ document }) => ({ query: { document, limit: '2' } }),
  run(knowledge, { query: { cursor, limit, ...filter } }) {
    knowledge.checkFilter(filter);
    const [document, start, end, id] = readCursor(cursor, ['claims', filter], Place) ?? [];
    const after = id === undefined ? undefined : { document: document!, start: start!, end: end!, id };
    const { total, keys } = knowledge.store.listClaims(filter, { after, limit: limit + 1 });
    const claims = knowledge.store.claims(keys.slice(0, limit));
    const last = claims.at(-1);
    const next =
      last && keys.length > limit
        ? writeCursor(['claims', filter], [last.document, last.start, last.end, last.id])
        : null;
    return { total, claims, next };
  },
});

export const getClaim = defineOperation({
  id: 'getClaim',
  method: 'get',
  path: '/api/claims/{id}',
  group: 'Claims',
  summary: 'A claim with its context, labels, history and citations',
  description: 'The identifier stays when the document is read again, as long as the words stand in it.',
  params: Id,
  answer: ClaimView,
  fails: ['NOT_FOUND'],
  example: ({ claim }) => ({ path: { id: claim } }),
  run: (knowledge, { path, addressOf }) => knowledge.getClaim(path.id, addressOf(pageOf(path.id))),
});

export const explainClaim = defineOperation({
  id: 'explainClaim',
  method: 'get',
  path: '/api/claims/{id}/why',
  group: 'Claims',
  summary: 'Why a claim has its labels: words, names, rules and confidences',
  params: Id,
  answer: WhyResponse,
  fails: ['NOT_FOUND'],
  example: ({ claim }) => ({ path: { id: claim } }),
  run: (knowledge, { path }) => why(knowledge, path.id),
});

export const citeClaim = defineOperation({
  id: 'citeClaim',
  method: 'get',
  path: '/api/claims/{id}/citations',
  group: 'Claims',
  summary: 'Citations of a claim: in words, BibTeX, RIS and CSL-JSON',
  params: Id,
  query: CitationsQuery,
  answer: Citations,
  fails: ['NOT_FOUND'],
  example: ({ claim }) => ({ path: { id: claim } }),
  async run(knowledge, { path, query: { style }, addressOf }) {
    const { claim, citations } = knowledge.getClaim(path.id, addressOf(pageOf(path.id)));
    const styled = style && { styled: await citeInStyle(style, citations.csl) };
    return { claim: claim.id, ...citations, ...styled };
  },
});

export const annotateClaim = defineOperation({
  id: 'annotateClaim',
  method: 'get',
  path: '/api/claims/{id}/annotation',
  group: 'Claims',
  summary: 'A claim as a W3C Web Annotation',
  description: 'JSON-LD with a TextQuoteSelector and a TextPositionSelector into the stored text.',
  params: Id,
  answer: Annotation,
  media: ANNOTATION,
  fails: ['NOT_FOUND'],
  example: ({ claim }) => ({ path: { id: claim } }),
  run: (knowledge, { path, addressOf }) => knowledge.annotate(path.id, addressOf) as z.input<typeof Annotation>,
});
