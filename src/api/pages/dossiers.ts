import type { Express, Request } from 'express';
import { sourcePage, sourcesPage, speakerPage, speakersPage, topicPage, topicsPage } from '../../../web/index.ts';
import { SearchRequest } from '../../contract.ts';
import { INSIDE_LENGTH, InsideRequest, ListRequest } from '../../dossier/contract.ts';
import { getSourceView, getSpeakerView, getTopicView, listSources, listSpeakers } from '../../dossier/index.ts';
import type { Knowledge } from '../../knowledge.ts';
import { parseRequest } from '../../parse.ts';
import { splitFormat } from '../address.ts';
import { viewerOf } from '../session.ts';

/** Speakers, topics and sources: a list of each, and for each one all that it said, is said of it, or it carries. */
export function addDossierPages(app: Express, knowledge: Knowledge): void {
  addLists(app, knowledge);
  app.get('/speakers/:id', async (request, response) => {
    const { name, format } = splitFormat(request.params.id);
    const view = getSpeakerView(knowledge, name);
    if (format !== 'html') response.json(view);
    else
      response.send(
        speakerPage({ view, ...(await within(knowledge, request, { speaker: [name] })) }, viewerOf(response)),
      );
  });
  app.get('/topics/:id', async (request, response) => {
    const { name, format } = splitFormat(request.params.id);
    const view = getTopicView(knowledge, name);
    if (format !== 'html') response.json(view);
    else
      response.send(topicPage({ view, ...(await within(knowledge, request, { topic: [name] })) }, viewerOf(response)));
  });
  app.get('/sources/:id', async (request, response) => {
    const { name, format } = splitFormat(request.params.id);
    const view = getSourceView(knowledge, name);
    if (format !== 'html') response.json(view);
    else {
      const document = view.list.map((one) => one.name);
      response.send(sourcePage({ view, ...(await within(knowledge, request, { document })) }, viewerOf(response)));
    }
  });
}

function addLists(app: Express, knowledge: Knowledge): void {
  const asked = (request: Request) => parseRequest(ListRequest, request.query);
  app.get('/speakers', (request, response) => {
    response.send(
      speakersPage({ request: asked(request), response: listSpeakers(knowledge, asked(request)) }, viewerOf(response)),
    );
  });
  app.get('/speakers.json', (request, response) => {
    response.json(listSpeakers(knowledge, asked(request)));
  });
  app.get('/sources', (request, response) => {
    response.send(
      sourcesPage({ request: asked(request), response: listSources(knowledge, asked(request)) }, viewerOf(response)),
    );
  });
  app.get('/sources.json', (request, response) => {
    response.json(listSources(knowledge, asked(request)));
  });
  app.get('/topics', (_, response) => {
    response.send(topicsPage({ topics: knowledge.topics(), sides: knowledge.topicSides() }, viewerOf(response)));
  });
  app.get('/topics.json', (_, response) => {
    response.json({ topics: knowledge.topics() });
  });
}

/** The claims that a filter and the request's own words and dates leave, one page of them. */
async function within(knowledge: Knowledge, request: Request, filter: Partial<SearchRequest>) {
  const inside = parseRequest(InsideRequest, request.query);
  const found = await knowledge.search(parseRequest(SearchRequest, { ...inside, ...filter, limit: INSIDE_LENGTH }));
  return { inside, found, topics: knowledge.topics(), target: knowledge.target };
}
