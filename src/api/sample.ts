import { history } from '../corrections/index.ts';
import { findSources } from '../dossier/index.ts';
import type { Knowledge } from '../knowledge.ts';

/** Names of things that a knowledge base holds, for examples that can be tried. */
export interface Sample {
  claim: string;
  /** Words that stand in the claim. */
  words: string;
  document: string;
  version: string;
  speaker: string;
  topic: string;
  source: string;
  /** The last entry of the log that can be undone. */
  correction: string;
  /** A document that is or was being added: nobody but editors knows of one. */
  addition: string;
}

const WORDS = 12;

/** The first claim of a quotation, and what belongs to it; names of the kind of thing where there is nothing yet. */
export function sampleOf({ store, registry }: Knowledge): Sample {
  const topics = store.topicCounts();
  const topic = registry.topics.map(({ id }) => id).sort((a, b) => (topics.get(b) ?? 0) - (topics.get(a) ?? 0))[0];
  const { labels } = store.memory();
  const quoted = labels.rowsWithin({ manner: ['direct'] }) ?? labels.all();
  const [row] = labels.byDate(quoted.length > 0 ? quoted : labels.all(), 'newest');
  const [claim] = row === undefined ? [] : store.claims([labels.keys[row]!]);
  const correction = history({ store }).findLast(({ state }) => state === 'in force' || state === 'outdone');
  const [source] = findSources({ store, registry }, { query: '' });
  return {
    claim: claim?.id ?? 'CLAIM',
    words: claim?.text.split(/\s+/).slice(0, WORDS).join(' ') ?? 'some words',
    document: claim?.document ?? 'DOCUMENT',
    version: claim?.version ?? 'VERSION',
    speaker: claim?.speaker.id ?? 'SPEAKER',
    topic: topic ?? 'TOPIC',
    source: source?.id ?? 'SOURCE',
    correction: correction?.id ?? 'CORRECTION',
    addition: 'ADDITION',
  };
}
