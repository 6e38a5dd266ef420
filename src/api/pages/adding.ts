import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import { findFiles, isAddress } from '../../../ingest/pipeline.ts';
import { additionPage, addPage } from '../../../web/index.ts';
import type { Addition } from '../../adding/contract.ts';
import type { Additions } from '../../adding/index.ts';
import { keepUpload, parseForm } from '../../adding/upload.ts';
import { TriptychError } from '../../error.ts';
import type { Knowledge } from '../../knowledge.ts';
import { requireEditor, requireForm, viewerOf } from '../session.ts';

/** The largest form: as much as is read of a file, and what surrounds it. */
const LARGEST = '52mb';
/** Files and addresses that one form adds at most. */
const MOST = 50;

/** Adding documents, for editors who are signed in: files and addresses, the steps as they run, and what became of them. */
export function addAddingPages(
  app: Express,
  knowledge: Knowledge,
  { additions, folder }: { additions: Additions; folder: string },
): void {
  // What an addition has come to is in no database.
  const live: RequestHandler = (_, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  };
  app.get('/add', requireEditor, live, (_, response) => {
    response.send(addPage({ additions: additions.list() }, viewerOf(response)));
  });
  const body = express.raw({ type: 'multipart/form-data', limit: LARGEST });
  app.post('/add', requireEditor, body, readUpload, requireForm, async (request, response) => {
    const started = await addAll(request, { additions, folder, by: viewerOf(response).editor!.name });
    response.redirect(303, started.length === 1 ? `/add/${started[0]!.id}` : '/add');
  });
  app.get('/add/:id', requireEditor, live, (request, response) => {
    const addition = additions.get(request.params['id'] as string);
    const name = addition.outcome?.document;
    const view = name ? knowledge.getDocument(name) : null;
    const data = { topics: knowledge.topics(), target: knowledge.target };
    response.send(additionPage({ addition, view, ...data }, viewerOf(response)));
  });
  app.get('/add/:id/events', requireEditor, (request, response) => {
    sendEvents(additions, additions.get(request.params['id'] as string), response);
  });
}

/** Puts the fields of a form with files where those of others are. */
const readUpload: RequestHandler = async (request, _, next) => {
  const { fields, files } = await parseForm(request.body, request.get('Content-Type') ?? '');
  request.body = { ...Object.fromEntries(fields), files };
  next();
};

async function addAll(
  request: Request,
  { additions, folder, by }: { additions: Additions; folder: string; by: string },
): Promise<Addition[]> {
  const {
    files,
    address = '',
    again,
  } = request.body as Awaited<ReturnType<typeof parseForm>> & {
    address?: string;
    again?: string;
  };
  const addresses = address.split(/\s+/).filter(Boolean);
  // Nothing but an address of the web: what is none would be taken for a file of this machine.
  const wrong = addresses.find((one) => !isAddress(one));
  if (wrong !== undefined)
    throw new TriptychError('USAGE', `"${wrong}" is no address of the web. Give it whole, with https://.`);
  const { files: pages, failed } = await findFiles(addresses);
  if (failed[0]?.error) throw new TriptychError('USAGE', `${failed[0].file}: ${failed[0].error.message}`);
  if (files.length + pages.length === 0)
    throw new TriptychError('USAGE', 'Choose a file, or give an address, and send the form again.');
  if (files.length + pages.length > MOST)
    throw new TriptychError('USAGE', `At most ${MOST} documents are added at once.`);
  const started: Addition[] = [];
  for (const file of files) {
    const path = await keepUpload(folder, file, again !== undefined);
    started.push(additions.add(path, { source: file.name, by }));
  }
  return [...started, ...pages.map((one) => additions.add(one, { source: one, by }))];
}

/** Server-sent events (WHATWG HTML): the addition as it is now, and again whenever it has come further, until it is done. */
function sendEvents(additions: Additions, addition: Addition, response: Response): void {
  response.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  const tell = (news: Addition) => {
    response.write(`data: ${JSON.stringify(news)}\n\n`);
    if (news.state === 'done') response.end();
  };
  const leave = additions.follow(addition.id, tell);
  response.on('close', leave);
  tell(addition);
}
