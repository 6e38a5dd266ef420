/**
 * How long it takes to label all claims of a large database again after a topic was added, and whether it can be read
 * meanwhile: `npm run -s bench:classify -- [--claims N]`. The database is that of `bench:scale`, generated once.
 */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Registry } from '../src/claim.ts';
import { relabel } from '../src/relabel.ts';
import { Store } from '../src/store/index.ts';
import { openReader } from './classifier.ts';
import { generated, MODEL } from './scale/generate.ts';

const { values } = parseArgs({ options: { claims: { type: 'string', default: '100000' } } });
const reader = openReader();
const folder = mkdtempSync(join(tmpdir(), 'triptych-classify-'));
const path = join(folder, 'claims.db');
try {
  copyFileSync(generated(Number(values.claims), reader.registry), path);
  const store = Store.open(path, MODEL);
  await measure('as it was generated', store, reader.registry);
  await measure('after a topic was added', store, withOneMore(reader.registry));
  store.close();
} finally {
  rmSync(folder, { recursive: true });
}

async function measure(name: string, store: Store, registry: Registry): Promise<void> {
  const visitor = Store.open(path, MODEL);
  const waits: number[] = [];
  const began = performance.now();
  const { claims, changed } = await relabel({ store, registry, embeddings: reader.embeddings }, (done) => {
    const asked = performance.now();
    visitor.findKeys({ topic: ['data-security'] });
    waits.push(performance.now() - asked);
    if (done % 10_000 === 0) process.stderr.write(`${done} claims\n`);
  });
  const seconds = (performance.now() - began - waits.reduce((a, b) => a + b, 0)) / 1000;
  visitor.close();
  process.stdout.write(
    `${name}: ${claims} claims in ${seconds.toFixed(1)} s, ${Math.round(claims / seconds)} a second, ${changed} changed; ` +
      `a search meanwhile took ${Math.max(...waits).toFixed(0)} ms at most\n`,
  );
}

function withOneMore(registry: Registry): Registry {
  const topic = {
    id: 'one-more',
    name: 'One more',
    definition: 'Harbours, ships and fishing.',
    examples: [],
    terms: ['harbour', 'ship', 'data'],
  };
  return { ...registry, topics: [...registry.topics, topic], labels: `${registry.labels}+` };
}
