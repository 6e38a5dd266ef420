/**
 * Scores the search: `npm run -s bench:retrieval -- [QUERIES.jsonl...]`. The claims of ../shared/bench/retrieval are stored as
 * the search stores claims, each as a document of its own with its title, and every query goes through the search as a person
 * would paste it. Printed are keywords alone, meaning alone, and both. Without files: the development part.
 *
 * Weights were chosen on the training part. Making the vectors takes minutes the first time; the database is kept in the
 * system's temporary folder.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseConfig } from '../src/config.ts';
import { SearchRequest } from '../src/contract.ts';
import { blindToNames, createEmbedder, embedQuery, embedTexts } from '../src/embed.ts';
import { makeNameFinder, makeNeutral } from '../src/neutral.ts';
import { loadRegistry } from '../src/registry.ts';
import { ROOT } from '../src/root.ts';
import { search } from '../src/search.ts';
import { type ClaimToSave, Store } from '../src/store/index.ts';
import { requireData, SHARED, score } from './shared.ts';

interface Query {
  id: string;
  query: string;
}

/** Ten or more for a query, as the scorer wants them. */
const LISTED = 20;

const folder = requireData(join(SHARED, 'bench/retrieval'));
const files = process.argv.slice(2).filter((one) => !one.startsWith('-'));
const config = parseConfig(process.env);
const embedder = createEmbedder(config.embeddings);
const registry = loadRegistry(config.corpus);
const embeddings = blindToNames(embedder.embeddings, makeNeutral(registry));
const findNames = makeNameFinder(registry);
const store = await openStore();
await store.prepare();

for (const file of files.length > 0 ? files : [join(folder, 'dev.jsonl')]) {
  const legs: Record<string, { id: string; ranked: string[] }[]> = { keywords: [], meaning: [], hybrid: [] };
  for (const { id, query } of readLines<Query>(file)) {
    const request = SearchRequest.parse({ query, limit: LISTED });
    const [words, both] = [
      await search(store, embeddings, request, { covers: () => false }),
      await search(store, embeddings, request, { covers: embedder.covers, findNames }),
    ];
    const near = store.matchMeaning(await embedQuery(embeddings, query), {}).slice(0, LISTED);
    legs['keywords']!.push({ id, ranked: words.claims.map(({ document }) => document) });
    legs['hybrid']!.push({ id, ranked: both.claims.map(({ document }) => document) });
    legs['meaning']!.push({ id, ranked: store.claims(near.map(({ key }) => key)).map(({ document }) => document) });
  }
  for (const [leg, ranked] of Object.entries(legs)) {
    const path = join(mkdtempSync(join(tmpdir(), 'triptych-retrieval-')), 'ranked.jsonl');
    writeFileSync(path, ranked.map((line) => `${JSON.stringify(line)}\n`).join(''));
    process.stdout.write(`${basename(file).padEnd(12)} ${leg.padEnd(9)} `);
    score(join(folder, 'score.mjs'), file, path);
  }
}
store.close();

function readLines<T>(path: string): T[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);
}

/** The claims in a database, made where it is not there yet in this form. */
async function openStore(): Promise<Store> {
  const claims = readLines<{ id: string; text: string; title: string }>(join(folder, 'claims.jsonl'));
  const form = createHash('sha256')
    .update(readFileSync(join(ROOT, 'src/store/schema.sql')))
    .update(embedder.name);
  const path = join(tmpdir(), `triptych-retrieval-${form.digest('hex').slice(0, 12)}.db`);
  const model = { name: embedder.name, dimensions: await embedder.dimensions() };
  if (existsSync(path)) return Store.open(path, model);
  process.stderr.write(`making the vectors of ${claims.length} claims\n`);
  const vectors = await embedTexts(
    embeddings,
    claims.map(({ text }) => text),
  );
  const made = Store.open(`${path}.new`, model);
  claims.forEach(({ id, text, title }, i) => {
    made.save({
      location: `/${id}`,
      inputHash: id,
      labelledBy: 'bench',
      reading: {
        text,
        blocks: [{ kind: 'paragraph', start: 0, end: text.length }],
        metadata: { title },
        origins: {},
        quality: 'intact',
        warnings: [],
      },
      claims: [claimOf(text, vectors[i]!)],
    });
  });
  made.close();
  renameSync(`${path}.new`, path);
  return Store.open(path, model);
}

function claimOf(text: string, vector: Float32Array): ClaimToSave {
  const speaker = { id: 'nobody', name: '', kind: 'unnamed' as const, bloc: 'other' as const, aliases: [], roles: [] };
  const hop = { speaker, manner: 'own' as const, polarity: 'asserted' as const };
  const resolution = { mention: null, rule: 'none', confidence: 1, decidedBy: null };
  return {
    start: 0,
    end: text.length,
    ...hop,
    speakerConfidence: 1,
    chain: [{ ...hop, resolution }],
    topics: [],
    stances: [],
    confidence: 1,
    vector,
  };
}
