import type { Express, Request } from 'express';
import { z } from 'zod';
import { citeAll, toCsvStream, toJsonArray } from '../../cite.ts';
import type { Claim } from '../../claim.ts';
import { type DocumentSummary, SearchRequest } from '../../contract.ts';
import { TriptychError } from '../../error.ts';
import type { Knowledge } from '../../knowledge.ts';
import { parseRequest } from '../../parse.ts';
import { ownAddress } from '../address.ts';
import { sendParts } from '../parts.ts';

/** Claims that one file holds at most: of a search, and of those that were selected one by one. */
const MOST = 100_000;
const MOST_TICKED = 200;

/** Media type and name of a file of claims in each format. */
const FORMATS = {
  csv: ['text/csv', 'claims.csv'],
  json: ['application/json', 'claims.json'],
  bib: ['application/x-bibtex', 'claims.bib'],
  ris: ['application/x-research-info-systems', 'claims.ris'],
  csl: ['application/vnd.citationstyles.csl+json', 'claims.csl.json'],
} as const;
type Format = keyof typeof FORMATS;

const Take = z.object({
  which: z.enum(['all', 'ticked']).default('all'),
  format: z.enum(Object.keys(FORMATS) as [Format, ...Format[]]),
  id: z.preprocess((given) => (given === undefined ? [] : [given].flat()), z.array(z.string().max(100))),
});

/** Claims with the documents in which they stand. */
interface Taken {
  claims: Iterable<Claim>;
  documentOf: (claim: Claim) => DocumentSummary;
}

/** `/take`: all claims that a search finds, or those that are selected, as a file: CSV, JSON, or citations. */
export function addTakingAlong(app: Express, knowledge: Knowledge): void {
  app.get('/take', async (request, response) => {
    const { which, format, id } = parseRequest(Take, request.query);
    const taken = which === 'all' ? await takeFound(knowledge, request) : takeTicked(knowledge, id);
    const [type, name] = FORMATS[format];
    response.attachment(name).type(type);
    const pieces = write(format, taken, request);
    // What fits into one piece can be kept.
    if (which === 'ticked') response.send([...pieces].join(''));
    else await sendParts(response, pieces);
  });
}

async function takeFound(knowledge: Knowledge, request: Request): Promise<Taken> {
  const { limit: _, offset: __, ...asked } = parseRequest(SearchRequest, request.query);
  const claims = await knowledge.searchAll({ ...asked, most: MOST });
  const documents = new Map(knowledge.documents().map((one) => [one.name, one]));
  return { claims, documentOf: ({ document }) => documents.get(document)! };
}

function takeTicked(knowledge: Knowledge, ids: readonly string[]): Taken {
  if (ids.length === 0)
    throw new TriptychError('USAGE', 'No claim is selected. Go back and select some, or export all.');
  if (ids.length > MOST_TICKED)
    throw new TriptychError('USAGE', `At most ${MOST_TICKED} single claims make a file. Take all that a search finds.`);
  const found = new Map(ids.map((id) => [id, knowledge.store.getClaim(id)]));
  return {
    claims: [...found.values()].map(({ claim }) => claim),
    documentOf: ({ id }) => found.get(id)!.version.summary,
  };
}

function write(format: Format, { claims, documentOf }: Taken, request: Request): Iterable<string> {
  if (format === 'csv') return toCsvStream(claims);
  if (format === 'json') return toJsonArray(claims);
  return citeAll(toWorks({ claims, documentOf }, request), format);
}

function* toWorks({ claims, documentOf }: Taken, request: Request) {
  const accessed = new Date().toISOString().slice(0, 10);
  for (const claim of claims) {
    const url = ownAddress(request, `/claims/${encodeURIComponent(claim.id)}`);
    yield { claim, document: documentOf(claim), url, accessed };
  }
}
