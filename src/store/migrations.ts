import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { TriptychError } from '../error.ts';
import { ROOT } from '../root.ts';
import { searchTerms } from '../text.ts';

/**
 * A step from one database format to the next; `to` counts up from 2 without gaps, since schema.sql began as 1. `search_terms`
 * gives the form of a text that the keyword indexes hold.
 */
export interface Migration {
  to: number;
  sql: string;
}

/** All steps there have been, oldest first. A new one goes with the same change of schema.sql. */
export const MIGRATIONS: Migration[] = [
  {
    // What was denied was not stored before, so that all there is was asserted.
    to: 2,
    sql: ['claims', 'hops']
      .map(
        (table) => `
          ALTER TABLE ${table} ADD COLUMN polarity TEXT NOT NULL DEFAULT 'asserted'
            CHECK (polarity IN ('asserted', 'denied', 'unsaid'));
          ALTER TABLE ${table} ADD COLUMN hedge TEXT;`,
      )
      .join(''),
  },
  {
    to: 3,
    sql: `
      CREATE TABLE snapshots (
        version INTEGER PRIMARY KEY REFERENCES versions ON DELETE CASCADE,
        address TEXT NOT NULL,
        headers TEXT NOT NULL,
        gzip    BLOB NOT NULL,
        hash    TEXT NOT NULL,
        since   TEXT NOT NULL,
        at      TEXT NOT NULL,
        given   TEXT NOT NULL
      ) STRICT;
    `,
  },
  {
    // How old claims found their speakers is not known; the next ingest of their documents makes them anew.
    to: 4,
    sql: `
      ALTER TABLE hops ADD COLUMN rule TEXT;
      ALTER TABLE hops ADD COLUMN confidence REAL CHECK (confidence BETWEEN 0 AND 1);
      ALTER TABLE hops ADD COLUMN mention TEXT;
      ALTER TABLE hops ADD COLUMN decided_start INTEGER;
      ALTER TABLE hops ADD COLUMN decided_end INTEGER CHECK (decided_end > decided_start);
      ALTER TABLE hops ADD COLUMN decided_text TEXT;
      ALTER TABLE hops ADD COLUMN decided_sentences INTEGER;
    `,
  },
  {
    to: 5,
    sql: `
      ALTER TABLE claims ADD COLUMN rejected INTEGER NOT NULL DEFAULT 0 CHECK (rejected IN (0, 1));
      CREATE TABLE corrections (
        id       TEXT PRIMARY KEY,
        claim    TEXT NOT NULL,
        document TEXT NOT NULL,
        words    TEXT NOT NULL,
        at       TEXT NOT NULL,
        editor   TEXT NOT NULL,
        note     TEXT,
        before   TEXT NOT NULL,
        after    TEXT NOT NULL,
        undoes   TEXT
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX corrections_by_claim ON corrections (claim);
      CREATE TRIGGER corrections_never_change BEFORE UPDATE ON corrections
        BEGIN SELECT raise(ABORT, 'the log of corrections is never changed'); END;
      CREATE TRIGGER corrections_stay BEFORE DELETE ON corrections
        BEGIN SELECT raise(ABORT, 'nothing is removed from the log of corrections'); END;
      CREATE TABLE claim_originals (
        claim     INTEGER PRIMARY KEY REFERENCES claims ON DELETE CASCADE,
        corrected TEXT NOT NULL,
        speaker   TEXT NOT NULL REFERENCES speakers,
        labels    TEXT NOT NULL
      ) STRICT;
    `,
  },
  {
    to: 6,
    sql: `
      CREATE TABLE changes (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        claim  INTEGER
      ) STRICT;
      CREATE TRIGGER claim_came AFTER INSERT ON claims
        BEGIN INSERT INTO changes (claim) VALUES (NEW.key); END;
      CREATE TRIGGER claim_went AFTER DELETE ON claims
        BEGIN INSERT INTO changes (claim) VALUES (OLD.key); END;
      CREATE TRIGGER claim_rejected AFTER UPDATE OF rejected ON claims WHEN OLD.rejected <> NEW.rejected
        BEGIN INSERT INTO changes (claim) VALUES (NEW.key); END;
      CREATE TRIGGER version_became_current AFTER UPDATE OF current ON versions WHEN OLD.current <> NEW.current
        BEGIN INSERT INTO changes (claim) SELECT key FROM claims WHERE version = NEW.id; END;
      CREATE INDEX rejected_claims ON claims (key) WHERE rejected = 1;
      CREATE INDEX damaged_versions ON versions (id) WHERE quality = 'damaged';
    `,
  },
  {
    to: 7,
    sql: `
      ALTER TABLE versions ADD COLUMN recognition REAL CHECK (recognition BETWEEN 0 AND 1);
      ALTER TABLE versions ADD COLUMN modified TEXT;
      ALTER TABLE versions ADD COLUMN licence TEXT;
    `,
  },
  {
    // In what capacity somebody spoke, and who spoke with them, the next ingest of a document finds out.
    to: 8,
    sql: `
      ALTER TABLE speakers ADD COLUMN capacity TEXT;
      ALTER TABLE claims ADD COLUMN capacity TEXT CHECK (capacity IN ('government', 'international-body', 'company',
        'press', 'academia', 'civil-society', 'person'));
      CREATE TABLE claim_speakers (
        claim      INTEGER NOT NULL REFERENCES claims ON DELETE CASCADE,
        position   INTEGER NOT NULL,
        speaker    TEXT NOT NULL REFERENCES speakers,
        bloc       TEXT NOT NULL CHECK (bloc IN ('us', 'china', 'europe', 'other')),
        capacity   TEXT,
        rule       TEXT NOT NULL,
        confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
        mention    TEXT,
        decided_start     INTEGER,
        decided_end       INTEGER CHECK (decided_end > decided_start),
        decided_text      TEXT,
        decided_sentences INTEGER,
        PRIMARY KEY (claim, position)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX claim_speakers_by_speaker ON claim_speakers (speaker);
      CREATE VIEW claim_sides AS
        SELECT key AS claim, speaker, bloc, capacity FROM claims
        UNION ALL SELECT claim, speaker, bloc, capacity FROM claim_speakers;
    `,
  },
  {
    // Old claims keep the speakers they have; the next ingest of their documents links them.
    to: 9,
    sql: `
      CREATE TABLE profiles (
        key      TEXT PRIMARY KEY,
        speaker  TEXT REFERENCES speakers,
        given    TEXT NOT NULL,
        bloc     TEXT,
        capacity TEXT,
        name     TEXT
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX profiles_by_speaker ON profiles (speaker);
      CREATE TABLE profile_names (
        name    TEXT NOT NULL,
        profile TEXT NOT NULL REFERENCES profiles ON DELETE CASCADE,
        PRIMARY KEY (name, profile)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX profile_names_by_profile ON profile_names (profile);
      CREATE TABLE decisions (
        id       TEXT PRIMARY KEY,
        at       TEXT NOT NULL,
        editor   TEXT NOT NULL,
        note     TEXT,
        kind     TEXT NOT NULL CHECK (kind IN ('merge', 'split', 'rename')),
        speaker  TEXT NOT NULL,
        "into"   TEXT,
        name     TEXT NOT NULL,
        profiles TEXT NOT NULL,
        rest     TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      ALTER TABLE hops ADD COLUMN profile TEXT REFERENCES profiles;
      ALTER TABLE claim_speakers ADD COLUMN profile TEXT REFERENCES profiles;
      CREATE INDEX hops_by_profile ON hops (profile);
      CREATE INDEX claim_speakers_by_profile ON claim_speakers (profile);
    `,
  },
  {
    // Filled when a document is read again; until then its sentences are found by their words.
    to: 10,
    sql: `
      CREATE TABLE block_sentences (
        hash  INTEGER NOT NULL,
        block INTEGER NOT NULL REFERENCES blocks ON DELETE CASCADE,
        PRIMARY KEY (hash, block)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX sentences_by_block ON block_sentences (block);
    `,
  },
  {
    // Names of speakers and titles leave the index of words.
    to: 11,
    sql: `
      DROP TABLE claim_words;
      CREATE VIRTUAL TABLE claim_words USING fts5 (
        words,
        content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2'
      );
      CREATE VIRTUAL TABLE claim_vocabulary USING fts5vocab (claim_words, row);
      INSERT INTO claim_words (rowid, words)
        SELECT c.key, search_terms(c.text) FROM claims c JOIN versions v ON v.id = c.version WHERE v.current = 1;
    `,
  },
  {
    // Copies of old documents are found when these are read again.
    to: 12,
    sql: `
      CREATE TABLE sketches (
        version   INTEGER PRIMARY KEY REFERENCES versions ON DELETE CASCADE,
        words     TEXT NOT NULL,
        signature BLOB
      ) STRICT;
      CREATE INDEX sketches_by_words ON sketches (words);
      CREATE TABLE sketch_bands (
        band    INTEGER NOT NULL,
        version INTEGER NOT NULL REFERENCES sketches ON DELETE CASCADE,
        PRIMARY KEY (band, version)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX bands_by_version ON sketch_bands (version);
      CREATE TABLE copies (
        version     INTEGER NOT NULL REFERENCES sketches ON DELETE CASCADE,
        copy        INTEGER NOT NULL REFERENCES sketches ON DELETE CASCADE,
        resemblance REAL NOT NULL CHECK (resemblance BETWEEN 0 AND 1),
        PRIMARY KEY (version, copy)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX copies_by_copy ON copies (copy);
    `,
  },
  {
    to: 13,
    sql: `
      ALTER TABLE versions ADD COLUMN found TEXT;
      CREATE TABLE document_corrections (
        id       INTEGER PRIMARY KEY,
        document TEXT NOT NULL,
        at       TEXT NOT NULL,
        editor   TEXT NOT NULL,
        note     TEXT,
        after    TEXT NOT NULL
      ) STRICT;
      CREATE INDEX document_corrections_by_document ON document_corrections (document);
      CREATE TRIGGER document_corrections_never_change BEFORE UPDATE ON document_corrections
        BEGIN SELECT raise(ABORT, 'the log of corrections is never changed'); END;
      CREATE TRIGGER document_corrections_stay BEFORE DELETE ON document_corrections
        BEGIN SELECT raise(ABORT, 'nothing is removed from the log of corrections'); END;
    `,
  },
  {
    // What processes keep in memory of labels follows the changes from now on.
    to: 14,
    sql: `
      CREATE TABLE label_changes (
        number  INTEGER PRIMARY KEY AUTOINCREMENT,
        claim   INTEGER,
        speaker TEXT
      ) STRICT;
      CREATE TRIGGER claim_labelled AFTER UPDATE OF speaker, bloc, capacity, manner, polarity, stance, confidence ON claims
        WHEN (OLD.speaker, OLD.bloc, OLD.capacity, OLD.manner, OLD.polarity, OLD.stance, OLD.confidence)
          IS NOT (NEW.speaker, NEW.bloc, NEW.capacity, NEW.manner, NEW.polarity, NEW.stance, NEW.confidence)
        BEGIN INSERT INTO label_changes (claim) VALUES (NEW.key); END;
      CREATE TRIGGER topic_came AFTER INSERT ON claim_topics
        BEGIN INSERT INTO label_changes (claim) VALUES (NEW.claim); END;
      CREATE TRIGGER topic_went AFTER DELETE ON claim_topics
        BEGIN INSERT INTO label_changes (claim) VALUES (OLD.claim); END;
      CREATE TRIGGER partner_came AFTER INSERT ON claim_speakers
        BEGIN INSERT INTO label_changes (claim) VALUES (NEW.claim); END;
      CREATE TRIGGER partner_went AFTER DELETE ON claim_speakers
        BEGIN INSERT INTO label_changes (claim) VALUES (OLD.claim); END;
      CREATE TRIGGER partner_labelled AFTER UPDATE OF speaker, bloc, capacity ON claim_speakers
        BEGIN INSERT INTO label_changes (claim) VALUES (NEW.claim); END;
      CREATE TRIGGER speaker_came AFTER INSERT ON speakers
        BEGIN INSERT INTO label_changes (speaker) VALUES (NEW.id); END;
      CREATE TRIGGER speaker_went AFTER DELETE ON speakers
        BEGIN INSERT INTO label_changes (speaker) VALUES (OLD.id); END;
      CREATE TRIGGER speaker_renamed AFTER UPDATE OF name, kind, aliases ON speakers
        WHEN (OLD.name, OLD.kind, OLD.aliases) <> (NEW.name, NEW.kind, NEW.aliases)
        BEGIN INSERT INTO label_changes (speaker) VALUES (NEW.id); END;
      CREATE TRIGGER version_redescribed AFTER UPDATE OF title, date, digest_of, quality ON versions
        WHEN (OLD.title, OLD.date, OLD.digest_of, OLD.quality) IS NOT (NEW.title, NEW.date, NEW.digest_of, NEW.quality)
        BEGIN INSERT INTO label_changes (claim) SELECT key FROM claims WHERE version = NEW.id LIMIT 1; END;
    `,
  },
  {
    // Known of old documents when they are read again.
    to: 15,
    sql: `
      CREATE TABLE traces (
        version  INTEGER PRIMARY KEY REFERENCES versions ON DELETE CASCADE,
        encoding TEXT,
        runs     BLOB NOT NULL
      ) STRICT;
    `,
  },
  {
    to: 16,
    sql: `
      CREATE TABLE partners_aside (
        claim      INTEGER NOT NULL REFERENCES claims ON DELETE CASCADE,
        position   INTEGER NOT NULL,
        speaker    TEXT NOT NULL REFERENCES speakers,
        bloc       TEXT NOT NULL,
        capacity   TEXT,
        rule       TEXT NOT NULL,
        confidence REAL NOT NULL,
        mention    TEXT,
        decided_start     INTEGER,
        decided_end       INTEGER,
        decided_text      TEXT,
        decided_sentences INTEGER,
        profile TEXT REFERENCES profiles,
        PRIMARY KEY (claim, position)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX partners_aside_by_speaker ON partners_aside (speaker);
      CREATE INDEX partners_aside_by_profile ON partners_aside (profile);
    `,
  },
  {
    // Known of old documents when they are read again.
    to: 17,
    sql: `ALTER TABLE traces ADD COLUMN parts TEXT;`,
  },
  {
    // Least hashes are taken by other functions: near copies are found again when their documents are read again.
    to: 18,
    sql: `
      DELETE FROM sketch_bands;
      DELETE FROM copies WHERE (SELECT words FROM sketches WHERE version = copies.version)
                            <> (SELECT words FROM sketches WHERE version = copies.copy);
      UPDATE sketches SET signature = NULL;
    `,
  },
  {
    // Filled when a document is read again.
    to: 19,
    sql: `
      ALTER TABLE claims ADD COLUMN words_before TEXT NOT NULL DEFAULT '';
      ALTER TABLE claims ADD COLUMN words_after TEXT NOT NULL DEFAULT '';
    `,
  },
  {
    to: 20,
    sql: `
      DROP TRIGGER claim_labelled;
      CREATE TRIGGER claim_labelled AFTER UPDATE OF speaker, bloc, capacity, manner, polarity, stance, confidence,
          speaker_confidence, stance_confidence, cue ON claims
        WHEN (OLD.speaker, OLD.bloc, OLD.capacity, OLD.manner, OLD.polarity, OLD.stance, OLD.confidence,
              OLD.speaker_confidence, OLD.stance_confidence, OLD.cue)
          IS NOT (NEW.speaker, NEW.bloc, NEW.capacity, NEW.manner, NEW.polarity, NEW.stance, NEW.confidence,
              NEW.speaker_confidence, NEW.stance_confidence, NEW.cue)
        BEGIN INSERT INTO label_changes (claim) VALUES (NEW.key); END;
      DROP TRIGGER speaker_renamed;
      CREATE TRIGGER speaker_renamed AFTER UPDATE OF name, kind, country, bloc, capacity, aliases ON speakers
        WHEN (OLD.name, OLD.kind, OLD.country, OLD.bloc, OLD.capacity, OLD.aliases)
          IS NOT (NEW.name, NEW.kind, NEW.country, NEW.bloc, NEW.capacity, NEW.aliases)
        BEGIN INSERT INTO label_changes (speaker) VALUES (NEW.id); END;
      CREATE TABLE descriptions (
        number INTEGER NOT NULL
      ) STRICT;
      INSERT INTO descriptions VALUES (0);
      CREATE TRIGGER version_came AFTER INSERT ON versions BEGIN UPDATE descriptions SET number = number + 1; END;
      CREATE TRIGGER version_changed AFTER UPDATE ON versions BEGIN UPDATE descriptions SET number = number + 1; END;
      CREATE TRIGGER version_went AFTER DELETE ON versions BEGIN UPDATE descriptions SET number = number + 1; END;
      CREATE TRIGGER document_moved AFTER UPDATE ON documents BEGIN UPDATE descriptions SET number = number + 1; END;
    `,
  },
];

const NEW = 0;

/**
 * Brings a database to the format of `schema.sql`: a new one at once, an older one step by step, each whole or not at all.
 * Throws BAD_DATABASE when the file belongs to another program or to a newer Triptych.
 */
export function migrate(
  database: Database.Database,
  options: { dimensions: number; migrations?: Migration[]; schema?: string },
): void {
  const migrations = options.migrations ?? MIGRATIONS;
  const newest = 1 + migrations.length;
  const found = database.pragma('user_version', { simple: true }) as number;
  if (found > newest)
    throw new TriptychError(
      'BAD_DATABASE',
      `${database.name} was made by a newer Triptych (format ${found}; this one knows ${newest}). Update Triptych, or name another file with --db.`,
    );
  if (found === NEW) {
    create(database, newest, options);
    return;
  }
  database.function('search_terms', { deterministic: true }, (text) => searchTerms(String(text)));
  for (const step of migrations.filter(({ to }) => to > found))
    database.transaction(() => {
      database.exec(step.sql);
      database.pragma(`user_version = ${step.to}`);
    })();
}

function create(database: Database.Database, format: number, options: { dimensions: number; schema?: string }): void {
  const foreign = database.prepare("SELECT count(*) FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'").pluck().get();
  if (foreign)
    throw new TriptychError(
      'BAD_DATABASE',
      `${database.name} is a database of another program. Name another file with --db.`,
    );
  const schema = options.schema ?? readFileSync(join(ROOT, 'src/store/schema.sql'), 'utf8');
  database
    .transaction(() => {
      database.exec(schema.replaceAll('$DIMENSIONS', String(options.dimensions)));
      database.pragma(`user_version = ${format}`);
    })
    .immediate();
}
