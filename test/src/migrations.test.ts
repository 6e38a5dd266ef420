import Database from 'better-sqlite3';
import * as sqliteVec from 'sqlite-vec';
import { describe, expect, it } from 'vitest';
import { MIGRATIONS, migrate } from '../../src/store/migrations.ts';

const open = () => {
  const database = new Database(':memory:');
  sqliteVec.load(database);
  return database;
};
const format = (database: Database.Database) => database.pragma('user_version', { simple: true });

/** What later formats added to tables of the first one. */
const ADDED_TABLES = [
  ...['snapshots', 'corrections', 'claim_originals', 'changes', 'label_changes', 'block_sentences', 'claim_vocabulary'],
  ...['claim_speakers', 'profile_names', 'profiles', 'decisions', 'copies', 'sketch_bands', 'sketches'],
  'descriptions',
  'document_corrections',
  'partners_aside',
  'traces',
];
const ADDED_TRIGGERS = [
  ...[
    'claim_came',
    'claim_went',
    'claim_rejected',
    'version_became_current',
    'claim_labelled',
    'topic_came',
    'topic_went',
  ],
  ...[
    'partner_came',
    'partner_went',
    'partner_labelled',
    'speaker_came',
    'speaker_went',
    'speaker_renamed',
    'version_redescribed',
  ],
  ...['version_came', 'version_changed', 'version_went', 'document_moved'],
];
const ADDED_INDEXES = ['rejected_claims', 'damaged_versions', 'hops_by_profile'];
const ADDED_COLUMNS: Record<string, string[]> = {
  claims: ['polarity', 'hedge', 'rejected', 'capacity', 'words_before', 'words_after'],
  speakers: ['capacity'],
  hops: [
    ...['polarity', 'hedge', 'rule', 'confidence', 'mention'],
    ...['decided_end', 'decided_start', 'decided_text', 'decided_sentences', 'profile'],
  ],
  versions: ['recognition', 'modified', 'licence', 'found'],
};

describe('Migrations', () => {
  it('make a new database from the schema, with the newest number', () => {
    const database = open();
    migrate(database, { dimensions: 8 });
    expect(format(database)).toBe(1 + MIGRATIONS.length);
    expect(database.prepare('SELECT count(*) FROM claims').pluck().get()).toBe(0);
    expect(database.prepare("SELECT sql FROM sqlite_schema WHERE name = 'claim_vectors'").pluck().get()).toContain(
      'float[8]',
    );
  });

  it('lead an older database to the newest format in order, and only once', () => {
    const database = open();
    database.exec('CREATE TABLE log (step INTEGER); PRAGMA user_version = 1');
    const migrations = [
      { to: 2, sql: 'INSERT INTO log VALUES (2)' },
      { to: 3, sql: 'INSERT INTO log VALUES (3)' },
    ];
    migrate(database, { dimensions: 8, migrations });
    migrate(database, { dimensions: 8, migrations });
    expect(format(database)).toBe(3);
    expect(database.prepare('SELECT step FROM log').pluck().all()).toEqual([2, 3]);
  });

  it('lead the first format to the same tables, columns, indexes and triggers as the schema has', () => {
    const columns = (database: Database.Database) =>
      database
        .prepare(
          `SELECT t.name, c.name, c.type, c."notnull", c.pk FROM sqlite_schema t, pragma_table_info(t.name) c
            WHERE t.type = 'table' UNION ALL
           SELECT tbl_name, name, type, 0, 0 FROM sqlite_schema WHERE type IN ('index', 'trigger') ORDER BY 1, 2`,
        )
        .raw()
        .all();
    const [fresh, old] = [open(), open()];
    for (const database of [fresh, old]) migrate(database, { dimensions: 8 });
    old.exec('DROP VIEW claim_sides');
    for (const trigger of ADDED_TRIGGERS) old.exec(`DROP TRIGGER ${trigger}`);
    for (const index of ADDED_INDEXES) old.exec(`DROP INDEX ${index}`);
    for (const [table, columns] of Object.entries(ADDED_COLUMNS))
      for (const column of columns) old.exec(`ALTER TABLE ${table} DROP COLUMN ${column}`);
    for (const table of ADDED_TABLES) old.exec(`DROP TABLE ${table}`);
    old.pragma('user_version = 1');
    migrate(old, { dimensions: 8 });
    expect(columns(old)).toEqual(columns(fresh));
  });

  it('forget least hashes that no new text is compared with, and keep the links of texts that are the same', () => {
    const database = open();
    migrate(database, { dimensions: 8 });
    database.pragma('foreign_keys = OFF');
    database.exec(`
      INSERT INTO sketches VALUES (1, 'one', x'00'), (2, 'one', x'00'), (3, 'other', x'00');
      INSERT INTO sketch_bands VALUES (7, 1), (7, 2), (7, 3);
      INSERT INTO copies VALUES (1, 2, 1), (1, 3, 0.8);
      PRAGMA user_version = 17;
    `);
    migrate(database, { dimensions: 8, migrations: MIGRATIONS.filter(({ to }) => to <= 18) });
    expect(database.prepare('SELECT version, copy FROM copies').raw().all()).toEqual([[1, 2]]);
    expect(database.prepare('SELECT words, signature FROM sketches').raw().all()).toEqual([
      ['one', null],
      ['one', null],
      ['other', null],
    ]);
    expect(database.prepare('SELECT count(*) FROM sketch_bands').pluck().get()).toBe(0);
  });

  it('leave the database as it was where a step fails', () => {
    const database = open();
    database.exec('CREATE TABLE log (step INTEGER); PRAGMA user_version = 1');
    const migrations = [{ to: 2, sql: 'INSERT INTO log VALUES (2); INSERT INTO nothing VALUES (1)' }];
    expect(() => migrate(database, { dimensions: 8, migrations })).toThrow(/nothing/);
    expect(format(database)).toBe(1);
    expect(database.prepare('SELECT count(*) FROM log').pluck().get()).toBe(0);
  });

  it('refuse a database of a newer Triptych and one of another program', () => {
    const newer = open();
    newer.pragma('user_version = 99');
    expect(() => migrate(newer, { dimensions: 8 })).toThrow(expect.objectContaining({ code: 'BAD_DATABASE' }));
    const other = open();
    other.exec('CREATE TABLE recipes (name TEXT)');
    expect(() => migrate(other, { dimensions: 8 })).toThrow(expect.objectContaining({ code: 'BAD_DATABASE' }));
  });
});
