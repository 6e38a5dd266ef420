import { setImmediate } from 'node:timers/promises';
import { classify, turned } from '../ingest/classify/index.ts';
import { openLabels, renameTopics, type Workshop } from '../ingest/pipeline.ts';

/** Claims of one transaction: their labelling takes about a tenth of a second, for which an ingest has to wait. */
const BATCH = 250;

/**
 * Gives every claim of a current version its topics and stances anew, by the topics and targets of the registry, from the
 * stored words and vectors: no document is read. Corrections stay in force. The database can be read meanwhile; where it is
 * ended early, what was done stands, and the next run does all of it again.
 */
export async function relabel(
  workshop: Pick<Workshop, 'store' | 'embeddings' | 'registry'>,
  onProgress: (done: number) => void = () => {},
): Promise<{ claims: number; changed: number }> {
  const { store, registry } = workshop;
  const labels = await openLabels(workshop);
  const total = { claims: 0, changed: 0 };
  for (let after = -1; ; ) {
    const { last, read, changed } = store.labelNext({ after, limit: BATCH }, registry, (inputs) => {
      const labelled = classify(inputs, labels);
      return inputs.map(({ key, polarity }, i) => ({
        key,
        topics: labelled[i]!.topics,
        stances: labelled[i]!.stances.map((stance) => ({ ...stance, ...turned(stance, polarity) })),
      }));
    });
    if (read === 0) break;
    after = last;
    total.claims += read;
    total.changed += changed;
    onProgress(total.claims);
    await setImmediate();
  }
  store.renameLabels((labelledBy) => renameTopics(labelledBy, registry));
  return total;
}
