import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { correct } from '../../src/corrections/index.ts';
import { Knowledge } from '../../src/knowledge.ts';
import type { AuditRow, Subject } from '../../src/store/index.ts';
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
  expectAudited();
  for (const topic of ['cloud', 'evidence']) {
    expectCourse({ topic }, 'c.key IN (SELECT claim FROM claim_topics WHERE topic = ?)');
    expect(store.dossiers.reports({ topic })).toEqual(reportsBySql(topic));
  }
  expectCourse({ speaker: 'wang-yi' }, 'c.key IN (SELECT claim FROM claim_sides WHERE speaker = ?)');
  const publisher = store.dossiers.sources()[0]!.name;
  expectCourse({ source: publisher }, `${source} = ?`);
}

/** What is counted by month, of the claims for which a condition holds, beside the same of SQL. */
function expectCourse(subject: Subject, condition: string): void {
  const joins = {
    all: ["''", ''],
    bloc: ['j.bloc', 'JOIN claim_sides j ON j.claim = c.key'],
    topic: ['t.topic', 'JOIN claim_topics t ON t.claim = c.key'],
  } as const;
  for (const by of ['all', 'bloc', 'topic'] as const) {
    const [label, join] = joins[by];
    const day = "CASE WHEN v.digest_of IS NULL THEN v.date ELSE json_extract(v.digest_of, '$.date') END";
    const months = database
      .prepare(
        `SELECT label, month, count(*) AS claims, sum(stance = 'supports') AS supports, sum(stance = 'opposes') AS opposes
           FROM (SELECT DISTINCT c.key, ${label} AS label, substr(${day}, 1, 7) AS month, c.stance FROM ${CLAIMS} ${join}
                  WHERE ${STANDING} AND c.polarity <> 'unsaid' AND ${condition})
          GROUP BY 1, 2 ORDER BY 2, 1`,
      )
      .all(Object.values(subject)[0]);
    expect(months.length).toBeGreaterThan(0);
    expect(knowledge.store.dossiers.months(subject, by)).toEqual(months);
  }
}

function reportsBySql(topic: string): unknown[] {
  const rows = database
    .prepare(
      `SELECT a.speaker, x.name, x.bloc, b.speaker, y.name, y.bloc, count(DISTINCT c.key) AS claims FROM ${CLAIMS}
         JOIN hops a ON a.claim = c.key JOIN hops b ON b.claim = c.key AND b.position = a.position + 1
         JOIN speakers x ON x.id = a.speaker JOIN speakers y ON y.id = b.speaker
        WHERE ${STANDING} AND c.key IN (SELECT claim FROM claim_topics WHERE topic = ?) AND a.speaker <> b.speaker
          AND (a.position > 0 OR v.digest_of IS NULL)
        GROUP BY 1, 4 ORDER BY claims DESC, x.name, y.name`,
    )
    .raw()
    .all(topic) as [string, string, string, string, string, string, number][];
  return rows.map(([from, fromName, fromBloc, to, toName, toBloc, claims]) => ({
    from: { id: from, name: fromName, bloc: fromBloc },
    to: { id: to, name: toName, bloc: toBloc },
    claims,
  }));
}

/** What an audit counts, beside the same of SQL. */
function expectAudited(): void {
  const counts = knowledge.store.countForAudit();
  const from = `(SELECT DISTINCT claim, bloc FROM claim_sides) j JOIN claims c ON c.key = j.claim
    JOIN versions v ON v.id = c.version`;
  const rows = database
    .prepare(
      `SELECT j.bloc, c.manner, c.stance, count(*) AS claims, count(o.claim) AS corrected, sum(c.confidence) AS confidence,
              sum(c.speaker_confidence) AS speakerConfidence, sum(c.stance_confidence) AS stanceConfidence
         FROM ${from} LEFT JOIN claim_originals o ON o.claim = c.key WHERE ${STANDING} GROUP BY 1, 2, 3`,
    )
    .all() as AuditRow[];
  const id = ({ bloc, manner, stance }: AuditRow) => `${bloc} ${manner} ${stance}`;
  const near = (row: AuditRow) => ({
    ...row,
    confidence: expect.closeTo(row.confidence, 3),
    speakerConfidence: expect.closeTo(row.speakerConfidence, 3),
    stanceConfidence: expect.closeTo(row.stanceConfidence, 3),
  });
  expect(Object.fromEntries(counts.rows.map((row) => [id(row), row]))).toEqual(
    Object.fromEntries(rows.map((row) => [id(row), near(row)])),
  );
  const numbers = (list: { bloc: string; claims: number; cue?: string; capacity?: string }[]) =>
    Object.fromEntries(list.map(({ bloc, claims, cue, capacity }) => [`${bloc} ${cue ?? capacity}`, claims]));
  expect(numbers(counts.cues)).toEqual(
    count(
      `SELECT j.bloc || ' ' || c.cue, count(*) FROM ${from}
        WHERE ${STANDING} AND c.cue IS NOT NULL AND c.manner <> 'own' GROUP BY 1`,
    ),
  );
  expect(numbers(counts.capacities)).toEqual(
    count(
      `SELECT j.bloc || ' ' || j.capacity, count(DISTINCT j.claim) FROM claim_sides j JOIN claims c ON c.key = j.claim
         JOIN versions v ON v.id = c.version WHERE ${STANDING} AND j.capacity IS NOT NULL GROUP BY 1`,
    ),
  );
  const documents = (which: 'carrying' | 'published') =>
    Object.fromEntries(counts.documents.filter((one) => one[which] > 0).map((one) => [one.bloc, one[which]]));
  expect(documents('carrying')).toEqual(
    count(`SELECT j.bloc, count(DISTINCT v.document) FROM ${from} WHERE ${STANDING} GROUP BY 1`),
  );
  expect(documents('published')).toEqual(
    count(
      `SELECT s.bloc, count(DISTINCT v.document) FROM ${CLAIMS} JOIN hops h ON h.claim = c.key AND h.position = 0
         JOIN speakers s ON s.id = h.speaker
        WHERE ${STANDING} AND c.key NOT IN (SELECT claim FROM claim_originals) GROUP BY 1`,
    ),
  );
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
    correct(knowledge, store.claims([...store.leastConfident().slice(0, 1)])[0]!.id, {
      by: 'Mia',
      note: null,
      speaker: 'Wang Yi',
    });
    expectCounted();
    store.remove(store.documents()[0]!.name);
    expectCounted();
  });
});
