import type { Express } from 'express';
import { z } from 'zod';
import { changesPage, documentPage, documentsPage } from '../../../web/index.ts';
import { DocumentsRequest } from '../../contract.ts';
import { findChanges } from '../../documents/changes.ts';
import { listDocuments } from '../../documents/list.ts';
import type { Knowledge } from '../../knowledge.ts';
import { parseRequest } from '../../parse.ts';
import { showSnapshot } from '../../snapshot.ts';
import { splitFormat } from '../address.ts';
import { viewerOf } from '../session.ts';

const Place = z.object({
  version: z.string().optional(),
  claim: z.string().optional(),
  start: z.coerce.number().int().min(0).optional(),
  end: z.coerce.number().int().min(0).optional(),
});

const Between = z.object({ from: z.string().optional(), to: z.string().optional() });

/** What was read: the list, each text with its claims, and the bytes that it was read from. */
export function addDocumentPages(app: Express, knowledge: Knowledge): void {
  app.get('/documents', (request, response) => {
    const asked = parseRequest(DocumentsRequest, request.query);
    const found = listDocuments(knowledge.store, asked);
    response.send(documentsPage({ request: asked, response: found }, viewerOf(response)));
  });
  app.get('/documents.json', (request, response) => {
    response.json(listDocuments(knowledge.store, parseRequest(DocumentsRequest, request.query)));
  });
  // The stored text, to which all offsets refer.
  app.get('/documents/:name/text', (request, response) => {
    const { version } = parseRequest(Place, request.query);
    response.type('text/plain').send(knowledge.store.getDocument(request.params.name, version).text);
  });
  // From one version to a later one; without their hashes, to the current one from that before it.
  app.get('/documents/:name/changes', (request, response) => {
    const { name } = request.params;
    const found = findChanges(knowledge.store, name, parseRequest(Between, request.query));
    response.send(changesPage({ view: knowledge.getDocument(name), ...found }, viewerOf(response)));
  });
  // As plain text, whatever it is: a page that somebody else wrote must not act as one of ours.
  app.get('/documents/:name/trace', (request, response) => {
    const { version } = parseRequest(Place, request.query);
    const { id, summary } = knowledge.store.getDocument(request.params.name, version);
    response.json({ document: summary.name, version: summary.version, trace: knowledge.store.findTrace(id) ?? null });
  });
  app.get('/documents/:name/snapshot', (request, response) => {
    const { version } = parseRequest(Place, request.query);
    const snapshot = knowledge.store.getSnapshot(request.params.name, version);
    response.type('text/plain').send(showSnapshot(snapshot));
  });
  app.get('/documents/:name', (request, response) => {
    const { name, format } = splitFormat(request.params.name);
    const { version, claim, start, end } = parseRequest(Place, request.query);
    const view = knowledge.getDocument(name, version);
    if (format === 'json') {
      response.json(view);
      return;
    }
    const passage = start !== undefined && end !== undefined && start < end ? { passage: { start, end } } : {};
    response.send(
      documentPage({ view, ...(claim === undefined ? {} : { highlight: claim }), ...passage }, viewerOf(response)),
    );
  });
}
