import type { Express } from 'express';
import { z } from 'zod';
import { claimPage } from '../../../web/index.ts';
import type { ClaimView, Match } from '../../contract.ts';
import type { Knowledge } from '../../knowledge.ts';
import { parseRequest } from '../../parse.ts';
import { citeInStyle, findStyles } from '../../styled.ts';
import { words } from '../../text.ts';
import { verify } from '../../verify/index.ts';
import { why } from '../../why/index.ts';
import { ownAddress, splitFormat } from '../address.ts';
import { CitationsQuery } from '../contract.ts';
import { ANNOTATION } from '../media.ts';
import { viewerOf } from '../session.ts';
import { offerSpeakers } from './editing.ts';

/** One claim: a page, its data, and an annotation. */
export function addClaimPages(app: Express, knowledge: Knowledge): void {
  app.get('/claims/:id', async (request, response) => {
    const { name, format } = splitFormat(request.params.id);
    if (format === 'jsonld') {
      const annotation = knowledge.annotate(name, (path) => ownAddress(request, path));
      response.type(ANNOTATION).send(JSON.stringify(annotation, null, 2));
      return;
    }
    const view = knowledge.getClaim(name, ownAddress(request, `/claims/${encodeURIComponent(name)}`));
    if (format === 'json') response.json(view);
    else {
      const { style } = parseRequest(Chosen, request.query);
      const styles = findStyles();
      const styled = style ? { style, text: await citeInStyle(style, view.citations.csl) } : null;
      const speakers = viewerOf(response).editor ? offerSpeakers(knowledge) : [];
      const data = {
        target: knowledge.target,
        topics: knowledge.topics(),
        speakers,
        elsewhere: findElsewhere(knowledge, view),
        stands: stillStands(knowledge, view),
        styles,
        styled,
      };
      response.send(claimPage({ view, why: await why(knowledge, name), ...data }, viewerOf(response)));
    }
  });
}

/** What may be chosen on the page: a style of citation. */
const Chosen = z.object({ style: CitationsQuery.shape.style });

/** Claims of fewer words stand everywhere and say nothing. */
const FEWEST_WORDS = 5;

/** Whether the words of a claim of an older version stand in the current one, though not as this claim. */
function stillStands({ store }: Knowledge, { claim, current }: ClaimView): boolean {
  return !current && store.getDocument(claim.document).text.includes(claim.text);
}

/** Where else the words of a claim stand, in whatever wording. */
function findElsewhere({ store }: Knowledge, { claim }: ClaimView): Match[] {
  if (words(claim.text).length < FEWEST_WORDS) return [];
  const { matches } = verify(store, { quotation: claim.text });
  return matches.filter(
    ({ document, start, end }) => document !== claim.document || end <= claim.start || claim.end <= start,
  );
}
