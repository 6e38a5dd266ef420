import type { Express } from 'express';
import { z } from 'zod';
import { changesPage, documentPage, documentsPage, sheetPage } from '../../../web/index.ts';
import { DocumentsRequest } from '../../contract.ts';
import { findChanges } from '../../documents/changes.ts';
import { listDocuments } from '../../documents/list.ts';
import { TriptychError } from '../../error.ts';
import type { Knowledge } from '../../knowledge.ts';
import { parseRequest } from '../../parse.ts';
import { boxesOn, Sheets } from '../../sheets.ts';
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
  const sheets = new Sheets(knowledge.store);
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
  // A page of a PDF as it is printed, beside its text; the picture alone as `.png`, since a PDF itself may be active.
  app.get('/documents/:name/pages/:page', async (request, response) => {
    const { version, claim } = parseRequest(Place, request.query);
    const view = knowledge.getDocument(request.params.name, version);
    const [number = '', ending] = request.params.page.split('.');
    const page = numberOf(number, view.pages);
    // Whether the file is still there stands in no database.
    response.set('Cache-Control', 'no-store');
    if (ending === 'png') {
      const { png } = await sheets.get(view.name, view.version, page);
      response.type('png').set('Cache-Control', 'private, max-age=3600').send(Buffer.from(png));
      return;
    }
    const picture = await sheets.get(view.name, view.version, page).catch((error: unknown) => {
      if (error instanceof TriptychError) return error.message;
      throw error;
    });
    const places = boxesOn(knowledge.store, view, page);
    response.send(sheetPage({ view, page, picture, places, highlight: claim }, viewerOf(response)));
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
      documentPage(
        { view, hasSheets: sheets.has(view), ...(claim === undefined ? {} : { highlight: claim }), ...passage },
        viewerOf(response),
      ),
    );
  });
}

/** The number of a page. Throws NOT_FOUND where the document has none such. */
function numberOf(given: string, pages: number | null): number {
  const number = /^[1-9]\d{0,4}$/.test(given) ? Number(given) : 0;
  if (pages !== null && number >= 1 && number <= pages) return number;
  throw new TriptychError(
    'NOT_FOUND',
    pages === null
      ? 'The document was not read page by page.'
      : `The document has ${pages} pages, and no page ${given}.`,
  );
}
