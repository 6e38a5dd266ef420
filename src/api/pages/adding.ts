import express, { type Express, type RequestHandler } from 'express';
import { additionPage, addPage } from '../../../web/index.ts';
import { addDocuments, type Desk } from '../../adding/add.ts';
import { eventsOf } from '../../adding/events.ts';
import type { Upload } from '../../adding/upload.ts';
import type { Knowledge } from '../../knowledge.ts';
import { EVENTS } from '../media.ts';
import { sendParts } from '../parts.ts';
import { requireEditor, requireForm, viewerOf } from '../session.ts';
import { LARGEST_FORM, readUpload } from '../upload.ts';

/** Adding documents, for editors who are signed in: files and addresses, the steps as they run, and what became of them. */
export function addAddingPages(app: Express, knowledge: Knowledge, desk: Desk): void {
  const { additions } = desk;
  // What an addition has come to is in no database.
  const live: RequestHandler = (_, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  };
  app.get('/add', requireEditor, live, (_, response) => {
    response.send(addPage({ additions: additions.list() }, viewerOf(response)));
  });
  const body = express.raw({ type: 'multipart/form-data', limit: LARGEST_FORM });
  app.post('/add', requireEditor, body, readUpload, requireForm, async (request, response) => {
    const { name: by } = viewerOf(response).editor!;
    const started = await addDocuments(desk, { ...parseFields(request.body), by });
    response.redirect(303, started.length === 1 ? `/add/${started[0]!.id}` : '/add');
  });
  app.get('/add/:id', requireEditor, live, (request, response) => {
    const addition = additions.get(request.params['id'] as string);
    const name = addition.outcome?.document;
    const view = name ? knowledge.getDocument(name) : null;
    const data = { topics: knowledge.topics(), target: knowledge.target };
    response.send(additionPage({ addition, view, ...data }, viewerOf(response)));
  });
  app.get('/add/:id/events', requireEditor, live, async (request, response) => {
    const events = eventsOf(additions, request.params['id'] as string);
    await sendParts(response.type(EVENTS), events);
  });
}

/** What the form holds, its addresses one a line. */
function parseFields(body: unknown): { files: Upload[]; addresses: string[]; newVersion: boolean } {
  const { files = [], address = '', again } = body as { files?: Upload[]; address?: string; again?: string };
  return { files, addresses: address.split(/\s+/).filter(Boolean), newVersion: again !== undefined };
}
