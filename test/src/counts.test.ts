import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { correct } from '../../src/corrections/index.ts';
import { Knowledge } from '../../src/knowledge.ts';
import { copyBundled } from '../bundled.ts';

const STANDING = 'v.current = 1 AND c.rejected = 0';
const CLAIMS = `claims c JOIN versions v ON v.id = c.version`;

let folder: string;
let knowledge: Knowledge;
let database: Database.Database;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'triptych-counts-'));
  const path = join(folder, 'counts.db');
  await copyBundled(path);
  knowledge = await Knowledge.open(parseConfig({ TRIPTYCH_DB: path }));
  database = new Database(path);
}, 240_000);
afterAll(async () => {
  database.close();
  await knowledge.close();
  rmSync(folder, { recursive: true });
});

function count(sql: string): Record<string, number> {
  return Object.fromEntries(database.prepare(sql).raw().all() as [string, number][]);
}

/** What is counted in memory, beside the same of SQL. */
function expectCounted(): void {
  const { store } = knowledge;
  const stats = store.stats();
  expect({ claims: stats.claims }).toEqual({
    claims: count(`SELECT 'n', count(*) FROM ${CLAIMS} WHERE ${STANDING}`)['n'],
  });
  const sides = `claim_sides j JOIN claims c ON c.key = j.claim JOIN versions v ON v.id = c.version`;
  expect(stats.blocs).toEqual(count(`SELECT j.bloc, count(DISTINCT c.key) FROM ${sides} WHERE ${STANDING} GROUP BY 1`));
  expect(stats.manners).toEqual({
    own: 0,
    ...count(`SELECT c.manner, count(*) FROM ${CLAIMS} WHERE ${STANDING} GROUP BY 1`),
  });
  const topics = `claim_topics t JOIN ${CLAIMS.replace(' JOIN', ' ON c.key = t.claim JOIN')}`;
  expect(Object.fromEntries([...store.topicCounts()].filter(([, claims]) => claims > 0))).toEqual(
    count(
      `SELECT t.topic, count(*) FROM ${topics} WHERE ${STANDING} GROUP BY 1
       UNION ALL SELECT 'other', count(*) FROM ${CLAIMS}
         WHERE ${STANDING} AND c.key NOT IN (SELECT claim FROM claim_topics) HAVING count(*) > 0`,
    ),
  );
  const byBloc = database.prepare(
    `SELECT t.topic, j.bloc, count(DISTINCT c.key) AS claims, count(DISTINCT v.document) AS documents FROM ${topics}
       JOIN claim_sides j ON j.claim = c.key WHERE ${STANDING} AND c.polarity <> 'unsaid' GROUP BY 1, 2 ORDER BY 1, 2`,
  );
  const key = ({ topic, bloc }: { topic: string; bloc: string }) => `${topic} ${bloc}`;
  expect(
    store
      .topicsByBloc()
      .filter(({ topic }) => topic !== 'other')
      .sort((a, b) => (key(a) < key(b) ? -1 : 1)),
  ).toEqual(byBloc.all());
  const speakers = database.prepare(
    `SELECT j.speaker AS id, count(DISTINCT c.key) AS claims, count(DISTINCT v.document) AS documents FROM ${sides}
      WHERE ${STANDING} GROUP BY 1 ORDER BY claims DESC, (SELECT name FROM speakers WHERE id = j.speaker), 1`,
  );
  expect(store.dossiers.speakers().map(({ id, claims, documents }) => ({ id, claims, documents }))).toEqual(
    speakers.all(),
  );
  const source = "CASE WHEN v.digest_of IS NULL THEN v.publisher ELSE json_extract(v.digest_of, '$.publisher') END";
  const sources = database.prepare(
    `SELECT ${source} AS name, count(*) AS documents, count(v.digest_of) AS digests,
            sum((SELECT count(*) FROM claims c WHERE c.version = v.id AND c.rejected = 0)) AS claims
       FROM versions v WHERE v.current = 1 AND ${source} IS NOT NULL GROUP BY 1 ORDER BY claims DESC, 1`,
  );
  expect(store.dossiers.sources().map(({ country: _, ...counts }) => counts)).toEqual(sources.all());
  expect(store.documents()).toEqual(store.documents().map(({ name }) => store.getDocument(name).summary));
  const queue = database
    .prepare(
      `SELECT c.key FROM ${CLAIMS} WHERE ${STANDING} AND c.key NOT IN (SELECT claim FROM claim_originals) ORDER BY c.confidence, c.key`,
    )
    .pluck();
  expect([...store.leastConfident()]).toEqual(queue.all());
}

describe('What is counted in memory', () => {
  it('is what SQL counts', () => {
    expectCounted();
    expect(knowledge.store.stats().claims).toBeGreaterThan(500);
  });

  it('is so after claims were corrected and rejected, and a document was removed', () => {
    const { store } = knowledge;
    const [first, second] = store.claims([...store.leastConfident().slice(0, 2)]);
    correct(knowledge, first!.id, { by: 'Mia', note: null, bloc: 'europe', topics: ['cloud', 'evidence'] });
    correct(knowledge, second!.id, { by: 'Mia', note: null, reject: true });
    expectCounted();
    store.remove(store.documents()[0]!.name);
    expectCounted();
  });
});
