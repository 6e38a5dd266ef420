import type { Express } from 'express';
import { referencePage } from '../../../web/index.ts';
import type { Knowledge } from '../../knowledge.ts';
import { describeApi } from '../openapi.ts';
import { toReference } from '../reference.ts';
import { sampleOf } from '../sample.ts';

/** The documentation of /api: a page for people, an OpenAPI document for programs. */
export function addReferencePages(app: Express, knowledge: Knowledge): void {
  app.get('/api', (_, response) => {
    const sample = sampleOf(knowledge);
    response.send(referencePage({ reference: toReference(describeApi(sample), sample) }));
  });
  app.get('/api/openapi.json', (_, response) => {
    response.type('application/vnd.oai.openapi+json;version=3.1').json(describeApi(sampleOf(knowledge)));
  });
}
