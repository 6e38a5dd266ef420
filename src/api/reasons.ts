import type { Express } from 'express';
import { audit } from '../audit/index.ts';
import type { Knowledge } from '../knowledge.ts';
import { why } from '../why/index.ts';

/** Why a claim has its labels, and how evenly all have theirs, as data. */
export function addReasonRoutes(app: Express, knowledge: Knowledge): void {
  app.get('/api/audit', (_, response) => {
    response.json(audit(knowledge.store));
  });
  app.get('/api/claims/:id/why', async (request, response) => {
    response.json(await why(knowledge, request.params.id));
  });
}
