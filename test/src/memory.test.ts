import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import * as sqliteVec from 'sqlite-vec';
import { describe, expect, inject, it } from 'vitest';
import { documents } from '../../bench/scale/documents.ts';
import { generate, MODEL } from '../../bench/scale/generate.ts';
import { World } from '../../bench/scale/world.ts';
import { BLOCS } from '../../src/claim.ts';
import { loadRegistry } from '../../src/registry.ts';
import { ROOT } from '../../src/root.ts';
import { readAhead } from '../../src/store/ahead/index.ts';
import { Store } from '../../src/store/index.ts';
import type { Labels } from '../../src/store/labels/index.ts';
import { Memory } from '../../src/store/memory.ts';
import { Vocabulary } from '../../src/store/vocabulary.ts';

const registry = loadRegistry(join(ROOT, 'corpus'));
const CLAIMS = 200;

describe('What is kept in memory', () => {
  const path = join(inject('folder'), 'memory.db');
  generate(path, { claims: CLAIMS, seed: 17, registry });
  const more = [
    ...documents(new World(18, 120, registry.topics), { seed: 18, claims: 120, targets: registry.targets }),
  ];
  const [store, other] = [Store.open(path, MODEL), Store.open(path, MODEL)];
  const writer = new Database(path);
  sqliteVec.load(writer);
  store.memory();

  /** Writes of every kind, by this process and by another. */
  const WRITES: Record<string, (number: number) => void> = {
    'a document': (n) => (n % 2 ? store : other).save(document(n)),
    'fewer claims': (n) => store.save({ ...document(n), claims: document(n).claims.filter((_, i) => i % 3 > 0) }),
    'another date': (n) => {
      const { reading, ...rest } = document(n);
      store.save({ ...rest, reading: { ...reading, metadata: { ...reading.metadata, date: `20${10 + (n % 9)}` } } });
    },
    'another title': (n) => run('UPDATE versions SET title = ? WHERE id % 5 = ?', `Title ${n}`, n % 5),
    'no document': (n) => {
      const { location } = document(n);
      const found = other.documents().find(({ name }) => location.endsWith(name));
      if (found) other.remove(found.name);
    },
    'a rejection': (n) => run('UPDATE claims SET rejected = 1 - rejected WHERE key = ?', keyOf(n)),
    'another bloc': (n) => run('UPDATE claims SET bloc = ? WHERE key = ?', BLOCS[n % 4], keyOf(n)),
    'no topic': (n) => run('DELETE FROM claim_topics WHERE claim = ?', keyOf(n)),
    'a topic': (n) => run("INSERT OR IGNORE INTO claim_topics VALUES (?, 'novelty', .5)", keyOf(n)),
    'a partner': (n) =>
      run(
        `INSERT OR IGNORE INTO claim_speakers (claim, position, speaker, bloc, rule, confidence)
           SELECT ?, 1, id, bloc, 'full name', 1 FROM speakers ORDER BY id LIMIT 1 OFFSET ${n % 5}`,
        keyOf(n),
      ),
    'no partner': (n) => run('DELETE FROM claim_speakers WHERE claim % 3 = ?', n % 3),
    'another name': (n) =>
      run(
        `UPDATE speakers SET name = ? WHERE id = (SELECT id FROM speakers ORDER BY id LIMIT 1 OFFSET ${n % 7})`,
        `Name ${n}`,
      ),
  };
  const document = (n: number) => ({ ...more[n % more.length]!, location: `/generated/more-${n % 4}.txt` });
  const run = (sql: string, ...values: unknown[]) => writer.prepare(sql).run(...values);
  const keyOf = (n: number) => store.memory().labels.keys[n % store.memory().labels.size];

  it('follows every write to the same that would be read anew', () => {
    const write = fc.tuple(fc.constantFrom(...Object.keys(WRITES)), fc.nat({ max: 1000 }));
    const property = fc.property(fc.array(write, { minLength: 1, maxLength: 4 }), (writes) => {
      const { labels: before } = store.memory();
      for (const [kind, number] of writes) WRITES[kind]!(number);
      const { labels } = store.memory();
      const fresh = Store.open(path, MODEL);
      expect(describeLabels(labels)).toEqual(describeLabels(fresh.memory().labels));
      fresh.close();
      // Nothing was written since: nothing is read.
      expect(store.memory().labels).toBe(labels);
      expect(before.size).toBe(before.keys.length);
    });
    fc.assert(property, { numRuns: 40, seed: 3 });
  });

  it('stays where a write touches no label', () => {
    const { labels } = store.memory();
    run("INSERT INTO settings VALUES ('a test', 1) ON CONFLICT DO UPDATE SET value = value + 1");
    expect(store.memory().labels).toBe(labels);
  });

  it('is read anew where more was written than is followed', () => {
    run('UPDATE claims SET confidence = confidence / 2');
    for (let i = 0; i < 10_001; i += CLAIMS) run('UPDATE claims SET confidence = confidence / 2 + .1');
    const fresh = Store.open(path, MODEL);
    expect(describeLabels(store.memory().labels)).toEqual(describeLabels(fresh.memory().labels));
    fresh.close();
  });
});

describe('What is read ahead, in a thread', () => {
  const path = join(inject('folder'), 'ahead.db');
  generate(path, { claims: 60, seed: 19, registry });

  it('is what a question would read, follows writes from then on, and does not come after a question', async () => {
    const reading = readAhead(path);
    const [ahead, words] = await Promise.all([reading.labels, reading.vocabulary]);
    const store = Store.open(path, MODEL);
    const database = new Database(path);
    sqliteVec.load(database);
    const memory = new Memory(database);
    memory.adopt(ahead!.labels, ahead!.seen);
    expect(describeLabels(memory.now().labels)).toEqual(describeLabels(store.memory().labels));
    const [document] = documents(new World(20, 10, registry.topics), { seed: 20, claims: 10, targets: [] });
    store.save({ ...document!, location: '/generated/another.txt' });
    const { labels } = memory.now();
    expect(labels.size).toBe(70);
    expect(describeLabels(labels)).toEqual(describeLabels(store.memory().labels));
    memory.adopt(ahead!.labels, ahead!.seen);
    expect(memory.now().labels).toBe(labels);

    store.remove('another.txt');
    const vocabulary = new Vocabulary(words!);
    const terms = database.prepare('SELECT term, doc FROM block_vocabulary').raw().all() as [string, number][];
    for (const [term, blocks] of terms) expect(vocabulary.blocksWith(term), term).toBe(blocks);
    for (const none of ['', 'a b', 'zzzz', `${terms[0]![0]}~`]) expect(vocabulary.blocksWith(none)).toBe(0);
    database.close();
    store.close();
  });

  it('is nothing where it is stopped, or there is no database', async () => {
    const stopped = readAhead(path);
    stopped.stop();
    const missing = readAhead(join(inject('folder'), 'no-such.db'));
    expect(await Promise.all([stopped.labels, stopped.vocabulary, missing.labels])).toEqual(Array(3).fill(undefined));
  });
});

/** All that labels tell, without the numbers that they give to versions and speakers. */
function describeLabels(labels: Labels): unknown {
  const rows = labels.all();
  const topics = [...registry.topics.map(({ id }) => id), 'novelty'];
  const { countFacets } = labels.select(rows, { bloc: ['us', 'china'], topic: topics.slice(0, 3) });
  return {
    facets: countFacets(),
    all: labels.select(rows, {}).countFacets(),
    documents: labels.documents.map((version) => labels.versions[version]!.document).sort(),
    newest: [...labels.byDate(rows, 'newest')].slice(0, 50).map((row) => labels.keys[row]),
    claims: [...rows].map((row) => ({
      key: labels.keys[row],
      row: labels.rowOf(labels.keys[row]!),
      version: labels.versions[labels.version[row]!],
      speaker: labels.speakers[labels.speaker[row]!],
      length: labels.length[row],
      confidence: labels.confidence[row],
      manner: labels.valueOf('manner', row),
      stance: labels.valueOf('stance', row),
      sides: labels.sidesOf(row).map((side) => ({ ...side, speaker: labels.speakers[side.speaker] })),
      topics: topics.map((topic) => labels.scoreOf(row, topic)),
    })),
    byTopic: topics.map((topic) => [...labels.rowsOfTopic(topic)]),
  };
}
