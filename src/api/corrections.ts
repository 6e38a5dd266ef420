import express, { type Express, type RequestHandler } from 'express';
import { CorrectionRequest, UndoRequest } from '../corrections/contract.ts';
import { correct, history, undo } from '../corrections/index.ts';
import { TriptychError } from '../error.ts';
import type { Knowledge } from '../knowledge.ts';
import { parseRequest } from '../parse.ts';
import { isSame } from './session.ts';

/**
 * What was corrected, for everybody, and correcting, for editors: those who send `Authorization: Bearer TOKEN` (RFC 6750).
 * Without a token nobody may write. Every write is an entry of the log, which these routes show and cannot change.
 */
export function addCorrectionRoutes(app: Express, knowledge: Knowledge, token: string | undefined): void {
  const editor = requireEditor(token);
  const body = express.json({ limit: '100kb' });
  app.get('/api/corrections', (_, response) => {
    response.json({ corrections: history(knowledge) });
  });
  app.get('/api/claims/:id/history', (request, response) => {
    response.json({ claim: request.params.id, history: history(knowledge, request.params.id) });
  });
  app.patch('/api/claims/:id', editor, body, (request, response) => {
    const id = request.params['id'] as string;
    const { id: made } = correct(knowledge, id, parseRequest(CorrectionRequest, request.body));
    response.json({ correction: made, ...stateOf(knowledge, id) });
  });
  app.post('/api/corrections/:id/undo', editor, body, (request, response) => {
    const { id, claim } = undo(knowledge, request.params['id'] as string, parseRequest(UndoRequest, request.body));
    response.json({ correction: id, ...stateOf(knowledge, claim) });
  });
}

/** The claim as it is now, null where its words stand nowhere, and all that was done to it. */
function stateOf(knowledge: Knowledge, claim: string) {
  const known = knowledge.store.corrections.labelsOf(claim) !== undefined;
  return { claim: known ? knowledge.store.getClaim(claim).claim : null, history: history(knowledge, claim) };
}

function requireEditor(token: string | undefined): RequestHandler {
  return (request, response, next) => {
    if (token === undefined)
      throw new TriptychError(
        'READ_ONLY',
        'This knowledge base is read-only here. Start it with TRIPTYCH_TOKEN set, and send that as `Authorization: Bearer TOKEN`.',
      );
    const [, given] = /^Bearer +(\S+) *$/i.exec(request.get('Authorization') ?? '') ?? [];
    if (given !== undefined && isSame(given, token)) return next();
    response.set('WWW-Authenticate', `Bearer realm="Triptych"${given === undefined ? '' : ', error="invalid_token"'}`);
    throw new TriptychError(
      'UNAUTHORISED',
      given === undefined
        ? 'Only editors may correct: send `Authorization: Bearer TOKEN`.'
        : 'This is not the token of an editor here.',
    );
  };
}
