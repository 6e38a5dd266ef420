import type { Express, Response } from 'express';
import { z } from 'zod';
import { correctionsPage, queuePage, signInPage } from '../../../web/index.ts';
import { CorrectionForm, toRequest } from '../../corrections/form.ts';
import { correct, history, undo } from '../../corrections/index.ts';
import { TriptychError } from '../../error.ts';
import type { Knowledge } from '../../knowledge.ts';
import { parseRequest } from '../../parse.ts';
import { ownAddress } from '../address.ts';
import { readForm, refuseOtherSites, requireForm, type Sessions, viewerOf } from '../session.ts';

/** Names that a field for a speaker offers, those with most claims. */
const OFFERED = 150;

const SignIn = z.object({ token: z.string().max(1000), name: z.string().trim().min(1, 'say who you are').max(200) });
const At = z.object({ offset: z.preprocess((given) => given || 0, z.coerce.number().int().min(0)) });

/** Names to choose a speaker from. */
export function offerSpeakers(knowledge: Knowledge): string[] {
  return knowledge.store.dossiers
    .speakers()
    .slice(0, OFFERED)
    .map(({ name }) => name);
}

/** Correcting labels in the pages, for editors who are signed in: each write is an entry of the log. */
export function addEditingPages(app: Express, knowledge: Knowledge, sessions: Sessions): void {
  addSigningIn(app, sessions);
  app.get('/corrections', (_, response) => {
    response.send(correctionsPage({ entries: history(knowledge).reverse() }, viewerOf(response)));
  });
  app.get('/corrections.json', (_, response) => {
    response.json({ corrections: history(knowledge) });
  });
  app.get('/queue', (request, response) => {
    const { offset } = parseRequest(At, request.query);
    const all = knowledge.store.leastConfident();
    const at = Math.min(offset, Math.max(0, all.length - 1));
    const [claim] = knowledge.store.claims([...all.slice(at, at + 1)]);
    const view = claim ? knowledge.getClaim(claim.id, ownAddress(request, `/claims/${claim.id}`)) : null;
    const data = { topics: knowledge.topics(), target: knowledge.target, speakers: offerSpeakers(knowledge) };
    response.send(queuePage({ view, at, total: all.length, ...data }, viewerOf(response)));
  });
  app.post('/claims/:id/corrections', readForm, requireForm, (request, response) => {
    const id = request.params['id'] as string;
    const form = parseRequest(CorrectionForm, request.body);
    correctByForm(knowledge, id, form, editorOf(response));
    const back = form.queue === undefined ? `/claims/${encodeURIComponent(id)}#history` : `/queue?offset=${form.queue}`;
    response.redirect(303, back);
  });
  app.post('/corrections/:id/undo', readForm, requireForm, (request, response) => {
    const { claim } = undo(knowledge, request.params['id'] as string, { by: editorOf(response), note: null });
    response.redirect(303, `/claims/${encodeURIComponent(claim)}#history`);
  });
}

function addSigningIn(app: Express, sessions: Sessions): void {
  app.get('/sign-in', (_, response) => {
    const viewer = viewerOf(response);
    if (viewer.editor) response.redirect(303, '/queue');
    else response.status(viewer.canSignIn ? 200 : 403).send(signInPage(viewer));
  });
  app.post('/sign-in', readForm, (request, response) => {
    refuseOtherSites(request);
    const { token, name } = parseRequest(SignIn, request.body ?? {});
    sessions.signIn(response, token, name);
    response.redirect(303, '/queue');
  });
  app.post('/sign-out', readForm, requireForm, (_, response) => {
    sessions.signOut(response);
    response.redirect(303, '/');
  });
}

/** Throws USAGE where the form shows what is not so any more, or changes nothing. */
function correctByForm(knowledge: Knowledge, id: string, form: CorrectionForm, by: string): void {
  const current = knowledge.store.corrections.labelsOf(id);
  if (!current) throw new TriptychError('NOT_FOUND', `There is no claim "${id}".`);
  if (form.seen !== (history(knowledge, id).at(-1)?.id ?? ''))
    throw new TriptychError(
      'USAGE',
      'Somebody has corrected this claim since. Go back, load the page again, and look.',
    );
  const asked = toRequest(form, current, knowledge.registry.targets[0]?.id ?? '', by);
  if (form.action === 'save' && Object.keys(asked).length === 2)
    throw new TriptychError(
      'USAGE',
      'Nothing in the form differs from the labels. Change one, or say that they are right with the button for it.',
    );
  correct(knowledge, id, asked);
}

function editorOf(response: Response): string {
  return viewerOf(response).editor!.name;
}
