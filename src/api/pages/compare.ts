import type { Express, Request } from 'express';
import { comparePage } from '../../../web/index.ts';
import { CompareRequest, type CompareResponse } from '../../contract.ts';
import type { Knowledge } from '../../knowledge.ts';
import { parseRequest } from '../../parse.ts';
import { viewerOf } from '../session.ts';
import { offerSpeakers } from './editing.ts';

/** Comparing blocs or speakers: a page, and its data. */
export function addComparePages(app: Express, knowledge: Knowledge): void {
  const answer = async (request: Request): Promise<[CompareRequest, CompareResponse | null]> => {
    const parsed = parseRequest(CompareRequest, request.query);
    const asked = parsed.topic.trim() !== '' || parsed.speaker.length > 0;
    return [parsed, asked ? await knowledge.compare(parsed) : null];
  };
  app.get('/compare', async (request, response) => {
    const [parsed, found] = await answer(request);
    const data = { topics: knowledge.topics(), sides: knowledge.topicSides(), stats: knowledge.stats() };
    const speakers = offerSpeakers(knowledge);
    response.send(
      comparePage(
        { request: parsed, response: found, ...data, speakers, target: knowledge.target },
        viewerOf(response),
      ),
    );
  });
  app.get('/compare.json', async (request, response) => {
    response.json(await knowledge.compare(parseRequest(CompareRequest, request.query)));
  });
}
