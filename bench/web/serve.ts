/**
 * Serves a copy of a database whose vectors may be of any model, in a process of its own: `serve.ts PATH SAMPLES [here]`, with
 * `here` reading what is added in that process too. Sends {@link Served} to who started it, when everything that is kept in
 * memory is there.
 */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workBeside } from '../../src/adding/beside.ts';
import { workHere } from '../../src/adding/hand.ts';
import { createApp, listen } from '../../src/api/index.ts';
import type { Sample } from '../../src/api/sample.ts';
import { parseConfig } from '../../src/config.ts';
import { findSources } from '../../src/dossier/index.ts';
import { Knowledge } from '../../src/knowledge.ts';
import { openWorkshop } from '../../src/workshop.ts';

/** Where it listens, what it answers, and what there is to ask for. */
export interface Served {
  url: string;
  /** All routes, `GET /path`, with paths as Express writes them. */
  routes: string[];
  /** What editors show. */
  token: string;
  samples: Sample[];
}

const TOKEN = 'a-token-of-the-bench';
const [path = '', wanted = '0', where] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'triptych-served-'));
const database = join(folder, 'served.db');
copyFileSync(path, database);
const config = { ...parseConfig(process.env), database };
const knowledge = await Knowledge.open(config, { mustExist: true, anyModel: true, warm: true });
await knowledge.store.prepare();
const hand =
  where === 'here' ? workHere(() => openWorkshop(knowledge, config)) : workBeside(config, { anyModel: true });
const app = createApp(knowledge, { token: TOKEN, hand, folder: join(folder, 'documents') });
const { url } = await listen(app, 0);
const routes = app.router.stack.flatMap(({ route }) =>
  (route?.stack ?? []).map(({ method }) => `${String(method).toUpperCase()} ${route!.path}`),
);
const samples = samplesOf(knowledge, Number(wanted));
process.send?.({ url, routes: [...new Set(routes)], token: TOKEN, samples } satisfies Served);
process.once('disconnect', async () => {
  await hand.close();
  rmSync(folder, { recursive: true });
  process.exit();
});

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
