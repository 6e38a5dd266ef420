import type { Express } from 'express';
import { aboutPage, auditPage, homePage } from '../../../web/index.ts';
import { audit } from '../../audit/index.ts';
import type { Knowledge } from '../../knowledge.ts';
import { viewerOf } from '../session.ts';
import { findTries } from '../tries.ts';

/** What the knowledge base holds, how it decides, and how evenly. */
export function addHomePages(app: Express, knowledge: Knowledge): void {
  app.get('/', (_, response) => {
    const data = {
      stats: knowledge.stats(),
      topics: knowledge.topics(),
      sides: knowledge.topicSides(),
      documents: knowledge.documents(),
      tries: findTries(knowledge),
    };
    response.send(homePage(data, viewerOf(response)));
  });
  app.get('/about', (_, response) => {
    response.send(aboutPage({ stats: knowledge.stats(), audit: audit(knowledge.store) }, viewerOf(response)));
  });
  app.get('/audit', (_, response) => {
    response.send(auditPage({ audit: audit(knowledge.store) }, viewerOf(response)));
  });
}
