import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../src/root.ts';
import type { TopicWeights } from './topics.ts';

/** Where training leaves what it learned, beside a card of each model. */
export const MODEL = join(ROOT, 'ingest/classify/model');

/** The weights that `npm run train:topics` wrote. */
export function loadTopicWeights(): TopicWeights {
  return JSON.parse(readFileSync(join(MODEL, 'topics.json'), 'utf8')) as TopicWeights;
}
