import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express';
import helmet from 'helmet';
import { z } from 'zod';
import {
  aboutPage,
  auditPage,
  claimPage,
  comparePage,
  documentPage,
  documentsPage,
  errorPage,
  homePage,
  searchPage,
  verifyPage,
} from '../web/index.ts';
import { audit } from './audit/index.ts';
import { toCsv } from './cite.ts';
import {
  CompareRequest,
  type CompareResponse,
  DraftRequest,
  type DraftResponse,
  SearchRequest,
  type SearchResponse,
  toSearchJson,
  VerifyRequest,
} from './contract.ts';
import { addCorrectionRoutes } from './corrections/routes.ts';
import { type ErrorCode, TriptychError } from './error.ts';
import type { Knowledge } from './knowledge.ts';
import { parseRequest as parse } from './parse.ts';
import { ROOT } from './root.ts';
import { showSnapshot } from './snapshot.ts';
import { why } from './why/index.ts';

/** HTTP status of each expected failure; what is not listed is the server's own and answers 500. */
const STATUS: Partial<Record<ErrorCode, number>> = {
  USAGE: 400,
  UNAUTHORISED: 401,
  READ_ONLY: 403,
  NOT_FOUND: 404,
  EMBEDDING_FAILED: 503,
};

/** The media type of Web Annotation (W3C Recommendation, 2017). */
const ANNOTATION = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"; charset=utf-8';
/** Most claims that one download of a search holds. */
const DOWNLOAD = 100_000;

/**
 * The pages and the same as JSON: `/search`, `/search.json`, `/search.csv` and so on. Every state is an address; nothing
 * is written but corrections, by those who have the token. Responses carry a strict Content-Security-Policy.
 */
export function createApp(knowledge: Knowledge, { token }: { token?: string | undefined } = {}): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          'default-src': ["'none'"],
          'script-src': ["'self'"],
          'style-src': ["'self'"],
          'img-src': ["'self'"],
          'connect-src': ["'self'"],
          'form-action': ["'self'"],
          'base-uri': ["'none'"],
          'frame-ancestors': ["'none'"],
        },
      },
      // Served over plain HTTP on the loopback interface.
      strictTransportSecurity: false,
    }),
  );
  addFiles(app);
  addPages(app, knowledge);
  addCorrectionRoutes(app, knowledge, token);
  app.use((request) => {
    throw new TriptychError('NOT_FOUND', `There is no page ${request.path}.`);
  });
  app.use(answerError);
  return app;
}

/** Serves an app on 127.0.0.1; port 0 takes any free one. Throws PORT_TAKEN. */
export function listen(app: Express, port: number): Promise<{ url: string; close: () => Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server: Server = app.listen(port, '127.0.0.1', (error?: Error) => {
      if (error) return;
      const { port: taken } = server.address() as AddressInfo;
      resolve({ url: `http://127.0.0.1:${taken}`, close: () => close(server) });
    });
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') return reject(error);
      const reason = error.code === 'EADDRINUSE' ? 'is taken by another program' : 'may not be used';
      reject(
        new TriptychError('PORT_TAKEN', `Port ${port} ${reason}. Choose another with --port (0 takes any free one).`),
      );
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}

function addFiles(app: Express): void {
  const files = { 'style.css': 'text/css', 'script.js': 'text/javascript', 'icon.svg': 'image/svg+xml' };
  for (const [name, type] of Object.entries(files)) {
    const content = readFileSync(join(ROOT, 'web', name));
    app.get(`/${name}`, (_, response) => {
      response.type(type).set('Cache-Control', 'no-cache').send(content);
    });
  }
}

function addPages(app: Express, knowledge: Knowledge): void {
  app.get('/', (_, response) => {
    const data = { stats: knowledge.stats(), topics: knowledge.topics(), documents: knowledge.documents() };
    response.send(homePage(data));
  });
  app.get('/about', (_, response) => {
    response.send(aboutPage({ stats: knowledge.stats() }));
  });
  app.get('/audit', (_, response) => {
    response.send(auditPage({ audit: audit(knowledge.store) }));
  });
  app.get('/api/audit', (_, response) => {
    response.json(audit(knowledge.store));
  });
  addSearch(app, knowledge);
  addCompare(app, knowledge);
  addVerify(app, knowledge);
  addDocuments(app, knowledge);
  app.get('/api/claims/:id/why', async (request, response) => {
    response.json(await why(knowledge, request.params.id));
  });
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
      const data = { target: knowledge.target, topics: knowledge.topics() };
      response.send(claimPage({ view, why: await why(knowledge, name), ...data }));
    }
  });
}

function addSearch(app: Express, knowledge: Knowledge): void {
  const answer = async (request: Request): Promise<[SearchRequest, SearchResponse]> => {
    const parsed = parse(SearchRequest, request.query);
    return [parsed, await knowledge.search(parsed)];
  };
  app.get('/search', async (request, response) => {
    const [parsed, found] = await answer(request);
    const data = { topics: knowledge.topics(), target: knowledge.target, stats: knowledge.stats() };
    response.send(searchPage({ request: parsed, response: found, ...data }));
  });
  app.get('/search.json', async (request, response) => {
    const [, found] = await answer(request);
    response.json(toSearchJson(found));
  });
  // A download is of everything that was found, unless a limit is asked for.
  app.get('/search.csv', async (request, response) => {
    const parsed = parse(SearchRequest, request.query);
    const limit = request.query['limit'] === undefined ? DOWNLOAD : parsed.limit;
    const { claims } = await knowledge.search({ ...parsed, limit });
    response.attachment('claims.csv').type('text/csv').send(toCsv(claims));
  });
}

function addCompare(app: Express, knowledge: Knowledge): void {
  const answer = async (request: Request): Promise<[CompareRequest, CompareResponse | null]> => {
    const parsed = parse(CompareRequest, request.query);
    const asked = parsed.topic.trim() !== '' || parsed.speaker.length > 0;
    return [parsed, asked ? await knowledge.compare(parsed) : null];
  };
  app.get('/compare', async (request, response) => {
    const [parsed, found] = await answer(request);
    const data = { topics: knowledge.topics(), sides: knowledge.topicSides(), stats: knowledge.stats() };
    const speakers = knowledge.store.speakers().map(({ name }) => name);
    response.send(comparePage({ request: parsed, response: found, ...data, speakers, target: knowledge.target }));
  });
  app.get('/compare.json', async (request, response) => {
    response.json(await knowledge.compare(parse(CompareRequest, request.query)));
  });
}

function addVerify(app: Express, knowledge: Knowledge): void {
  const page = async (given: unknown, response: Response) => {
    const request = parse(VerifyRequest, given ?? {});
    const { draft: text } = parse(DraftRequest, given ?? {});
    const draft = text.trim() ? await verifyDraft(knowledge, text) : null;
    const found = !draft && request.quotation.trim() ? await knowledge.verify(request) : null;
    const speakers = knowledge.store.speakers().map(({ name }) => name);
    const { documents } = knowledge.stats();
    response.send(verifyPage({ request, response: found, speakers, draft, documents }));
  };
  const data = async (given: unknown, response: Response) => {
    const { draft } = parse(DraftRequest, given ?? {});
    if (draft.trim()) response.json(await verifyDraft(knowledge, draft));
    else response.json(await knowledge.verify(parse(VerifyRequest, given ?? {})));
  };
  app.get('/verify', (request, response) => page(request.query, response));
  app.get('/verify.json', (request, response) => data(request.query, response));
  // A long quotation, or a draft, does not fit into an address.
  const body = [express.urlencoded({ extended: false, limit: '4mb' }), express.json({ limit: '4mb' })];
  app.post('/verify', body, (request: Request, response: Response) => page(request.body, response));
  app.post('/verify.json', body, (request: Request, response: Response) => data(request.body, response));
}

async function verifyDraft(knowledge: Knowledge, text: string): Promise<DraftResponse> {
  const { readDraftText } = await import('./draft.ts');
  return knowledge.verifyDraft(await readDraftText(text, knowledge.registry));
}

const Place = z.object({
  version: z.string().optional(),
  claim: z.string().optional(),
  start: z.coerce.number().int().min(0).optional(),
  end: z.coerce.number().int().min(0).optional(),
});

function addDocuments(app: Express, knowledge: Knowledge): void {
  app.get('/documents', (_, response) => {
    response.send(documentsPage({ documents: knowledge.documents() }));
  });
  app.get('/documents.json', (_, response) => {
    response.json({ documents: knowledge.documents() });
  });
  // The stored text, to which all offsets refer.
  app.get('/documents/:name/text', (request, response) => {
    const { version } = parse(Place, request.query);
    response.type('text/plain').send(knowledge.store.getDocument(request.params.name, version).text);
  });
  // As plain text, whatever it is: a page that somebody else wrote must not act as one of ours.
  app.get('/documents/:name/snapshot', (request, response) => {
    const { version } = parse(Place, request.query);
    const snapshot = knowledge.store.getSnapshot(request.params.name, version);
    response.type('text/plain').send(showSnapshot(snapshot));
  });
  app.get('/documents/:name', (request, response) => {
    const { name, format } = splitFormat(request.params.name);
    const { version, claim, start, end } = parse(Place, request.query);
    const view = knowledge.getDocument(name, version);
    if (format === 'json') {
      response.json(view);
      return;
    }
    const passage = start !== undefined && end !== undefined && start < end ? { passage: { start, end } } : {};
    response.send(documentPage({ view, ...(claim === undefined ? {} : { highlight: claim }), ...passage }));
  });
}

// `.json` after the name of a document or a claim asks for the same as data, `.jsonld` after a claim for an annotation.
function splitFormat(name: string): { name: string; format: 'json' | 'jsonld' | 'html' } {
  const format = (['json', 'jsonld'] as const).find((ending) => name.endsWith(`.${ending}`));
  return format ? { name: name.slice(0, -format.length - 1), format } : { name, format: 'html' };
}

function ownAddress(request: Request, path: string): string {
  return `${request.protocol}://${request.get('host') ?? '127.0.0.1'}${path}`;
}

// The one place that turns errors into statuses. Errors of Express itself (a bad escape in the address, a body that is
// too large) bring their own.
const answerError: ErrorRequestHandler = (error, request, response, next) => {
  if (response.headersSent) return next(error);
  const status =
    error instanceof TriptychError ? (STATUS[error.code] ?? 500) : ((error as { status?: number }).status ?? 500);
  const expected = error instanceof TriptychError || status < 500;
  if (!expected) process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  const message = expected ? (error as Error).message : 'Something went wrong inside Triptych.';
  if (/^\/api\/|\.(json|jsonld|csv)$/.test(request.path))
    response
      .status(status)
      .type('application/problem+json')
      .send(JSON.stringify({ status, title: message }));
  else response.status(status).send(errorPage({ status, message }));
};
