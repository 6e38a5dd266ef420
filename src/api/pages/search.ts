import type { Express, Request } from 'express';
import { searchPage } from '../../../web/index.ts';
import { toCsv, toCsvStream } from '../../cite.ts';
import { SearchRequest, type SearchResponse, toSearchJson } from '../../contract.ts';
import type { Knowledge } from '../../knowledge.ts';
import { parseRequest } from '../../parse.ts';
import { sendParts } from '../parts.ts';
import { viewerOf } from '../session.ts';

/** Most claims that one download of a search holds. */
const DOWNLOAD = 100_000;

/** Searching: a page, its data, and a download of all that was found. */
export function addSearchPages(app: Express, knowledge: Knowledge): void {
  const answer = async (request: Request): Promise<[SearchRequest, SearchResponse]> => {
    const parsed = parseRequest(SearchRequest, request.query);
    return [parsed, await knowledge.search(parsed)];
  };
  app.get('/search', async (request, response) => {
    const [parsed, found] = await answer(request);
    const data = { topics: knowledge.topics(), target: knowledge.target, stats: knowledge.stats() };
    response.send(searchPage({ request: parsed, response: found, ...data }, viewerOf(response)));
  });
  app.get('/search.json', async (request, response) => {
    const [, found] = await answer(request);
    response.json(toSearchJson(found));
  });
  // A download is of everything that was found, unless a limit is asked for.
  app.get('/search.csv', async (request, response) => {
    const parsed = parseRequest(SearchRequest, request.query);
    response.attachment('claims.csv').type('text/csv');
    if (request.query['limit'] === undefined) {
      const { limit: _, offset: __, ...asked } = parsed;
      await sendParts(response, toCsvStream(await knowledge.searchAll({ ...asked, most: DOWNLOAD })));
    } else response.send(toCsv((await knowledge.search(parsed)).claims));
  });
}
