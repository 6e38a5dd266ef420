import type { Express } from 'express';
import { aboutPage, auditPage, homePage } from '../../../web/index.ts';
import { audit } from '../../audit/index.ts';
import type { Knowledge } from '../../knowledge.ts';

/** What the knowledge base holds, how it decides, and how evenly. */
export function addHomePages(app: Express, knowledge: Knowledge): void {
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
}
