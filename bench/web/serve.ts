/**
 * Serves a database whose vectors may be of any model, in a process of its own: `serve.ts PATH SAMPLES`. Sends {@link Served}
 * to who started it, when everything that is kept in memory is there.
 */
import { createApp, listen } from '../../src/api/index.ts';
import type { Sample } from '../../src/api/sample.ts';
import { parseConfig } from '../../src/config.ts';
import { findSources } from '../../src/dossier/index.ts';
import { Knowledge } from '../../src/knowledge.ts';

/** Where it listens, what it answers, and what there is to ask for. */
export interface Served {
  url: string;
  /** Paths of all routes for GET, as Express writes them. */
  routes: string[];
  samples: Sample[];
}

const [path = '', wanted = '0'] = process.argv.slice(2);
const config = { ...parseConfig(process.env), database: path };
const knowledge = await Knowledge.open(config, { mustExist: true, anyModel: true, warm: true });
await knowledge.store.prepare();
const app = createApp(knowledge);
const { url } = await listen(app, 0);
const routes = app.router.stack.flatMap(({ route }) =>
  route?.stack.some(({ method }) => method === 'get') ? [String(route.path)] : [],
);
process.send?.({ url, routes: [...new Set(routes)], samples: samplesOf(knowledge, Number(wanted)) } satisfies Served);
process.once('disconnect', () => process.exit());

/** Claims from all over the collection, each with what belongs to it. */
function samplesOf(known: Knowledge, count: number): Sample[] {
  const { store, registry } = known;
  const keys = store.findKeys({});
  const step = Math.max(1, Math.floor(keys.length / count));
  const sources = findSources(known, { query: '' });
  return store.claims(keys.filter((_, i) => i % step === 0).slice(0, count)).map((claim, i) => ({
    claim: claim.id,
    words: claim.text.split(/\s+/).slice(0, 12).join(' '),
    document: claim.document,
    version: claim.version,
    speaker: claim.speaker.id,
    topic: registry.topics[i % registry.topics.length]!.id,
    source: sources[i % sources.length]?.id ?? '',
    correction: '',
    addition: '',
  }));
}
