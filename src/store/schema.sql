-- The whole database of Triptych. `PRAGMA user_version` holds its number; migrations.ts leads older ones here.
--
-- Offsets (columns start and "end") are half-open, in UTF-16 code units of versions.text, as everywhere.
-- What is not known is NULL. Dates are ISO 8601 of reduced precision: 2020, 2020-08 or 2020-08-05.

-- Facts about the database itself: 'embedding.model', 'embedding.dimensions'.
CREATE TABLE settings (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A source, over time.
CREATE TABLE documents (
  id       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL UNIQUE,     -- its file name, with as much of the path before it as makes it unique
  location TEXT NOT NULL UNIQUE      -- absolute path, or address, from which it was last read
) STRICT;

-- The content of a document at one time. `text` never changes; superseded versions stay, so that citations resolve.
CREATE TABLE versions (
  id          INTEGER PRIMARY KEY,
  document    INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  hash        TEXT NOT NULL,         -- SHA-256 of text (UTF-8), hexadecimal
  text        TEXT NOT NULL,
  current     INTEGER NOT NULL CHECK (current IN (0, 1)),
  input_hash  TEXT NOT NULL,         -- SHA-256 of the bytes and the metadata given with them: unchanged means nothing to do
  labelled_by TEXT NOT NULL,         -- extractor, registry and embedding model that made the claims
  read_at     TEXT NOT NULL,         -- ISO 8601, UTC
  quality     TEXT NOT NULL CHECK (quality IN ('intact', 'damaged')),
  recognition REAL CHECK (recognition BETWEEN 0 AND 1), -- mean confidence of text recognised in pictures (OCR); NULL for all other text
  title       TEXT,
  author      TEXT,
  publisher   TEXT,
  date        TEXT,
  modified    TEXT,
  address     TEXT,
  language    TEXT,
  country     TEXT,
  kind        TEXT,
  licence     TEXT,
  digest_of   TEXT,                  -- JSON: metadata of the source that this document retells; NULL where it is none
  origins     TEXT NOT NULL,         -- JSON: where each field of the metadata came from
  found       TEXT,                  -- JSON: {metadata, origins} as the document has them; NULL where nobody corrected any
  warnings    TEXT NOT NULL,         -- JSON: list of {code, message, places}
  UNIQUE (document, hash)
) STRICT;
CREATE UNIQUE INDEX one_current_version ON versions (document) WHERE current = 1;

-- What an address answered, byte for byte, for each version that was read from the web: a citation survives the page.
CREATE TABLE snapshots (
  version INTEGER PRIMARY KEY REFERENCES versions ON DELETE CASCADE,
  address TEXT NOT NULL,             -- the one that answered, after all redirects
  headers TEXT NOT NULL,             -- JSON: header fields by name in lower case
  gzip    BLOB NOT NULL,             -- the bytes of the body, compressed
  hash    TEXT NOT NULL,             -- SHA-256 of the bytes, hexadecimal
  since   TEXT NOT NULL,             -- when the address first gave this text: ISO 8601, UTC
  at      TEXT NOT NULL,             -- when it gave these bytes, or last said that they are still the same
  given   TEXT NOT NULL              -- JSON: metadata that a person gave with the address
) STRICT;

-- Paragraphs, items, headings...: every character of the text that is not white space lies in exactly one block.
CREATE TABLE blocks (
  id      INTEGER PRIMARY KEY,
  version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,          -- from 0, in text order
  kind    TEXT NOT NULL,
  level   INTEGER,
  page    INTEGER,
  start   INTEGER NOT NULL,
  "end"   INTEGER NOT NULL CHECK ("end" > start),
  UNIQUE (version, ordinal)
) STRICT;

-- From which bytes of the original, or from where on its pages, the characters of a version came: see Trace in src/claim.ts.
CREATE TABLE traces (
  version  INTEGER PRIMARY KEY REFERENCES versions ON DELETE CASCADE,
  encoding TEXT,                     -- of the file whose bytes are meant; NULL of pages and of parts
  runs     BLOB NOT NULL,            -- JSON list of numbers, deflated: see traces.ts
  parts    TEXT                      -- JSON list of the parts whose bytes are meant, with their encodings; NULL of others
) STRICT;

-- What finds the copies of a current version: see src/copies.ts.
CREATE TABLE sketches (
  version   INTEGER PRIMARY KEY REFERENCES versions ON DELETE CASCADE,
  words     TEXT NOT NULL,           -- SHA-256 of the words of the text in order, hexadecimal
  signature BLOB                     -- least hashes of its shingles, 32-bit, little-endian; NULL where the text is too short
) STRICT;
CREATE INDEX sketches_by_words ON sketches (words);
CREATE TABLE sketch_bands (
  band    INTEGER NOT NULL,          -- texts that resemble each other share one
  version INTEGER NOT NULL REFERENCES sketches ON DELETE CASCADE,
  PRIMARY KEY (band, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX bands_by_version ON sketch_bands (version);

-- Current versions of two documents that have the same text, or nearly so; each pair stands both ways.
CREATE TABLE copies (
  version     INTEGER NOT NULL REFERENCES sketches ON DELETE CASCADE,
  copy        INTEGER NOT NULL REFERENCES sketches ON DELETE CASCADE,
  resemblance REAL NOT NULL CHECK (resemblance BETWEEN 0 AND 1), -- 1: all words are the same
  PRIMARY KEY (version, copy)
) STRICT, WITHOUT ROWID;
CREATE INDEX copies_by_copy ON copies (copy);

-- Persons, organisations and states that make claims: those of corpus/ and those that only the texts name.
CREATE TABLE speakers (
  id          TEXT PRIMARY KEY,
  name        TEXT NOT NULL,
  kind        TEXT NOT NULL CHECK (kind IN ('person', 'organisation', 'state', 'unnamed')),
  country     TEXT,                  -- ISO 3166-1 alpha-2
  bloc        TEXT NOT NULL CHECK (bloc IN ('us', 'china', 'europe', 'other')),
  affiliation TEXT,
  wikidata    TEXT,
  aliases     TEXT NOT NULL,         -- JSON: list of names
  roles       TEXT NOT NULL,         -- JSON: list of {title, body?, from?, to?}
  capacity    TEXT                   -- as in claims.capacity, without regard to a date
) STRICT, WITHOUT ROWID;

-- Somebody whom the corpus does not list, as documents describe him: what is linked to a speaker, and linked anew when more is
-- known. Documents that say the same of him share a row.
CREATE TABLE profiles (
  key      TEXT PRIMARY KEY,         -- hash of what is given
  speaker  TEXT REFERENCES speakers, -- to whom it is linked; NULL within the transaction that enters it
  given    TEXT NOT NULL,            -- JSON: the speaker as the document has him
  bloc     TEXT,                     -- with which his claims count, and in what capacity he makes them
  capacity TEXT,
  name     TEXT                      -- of the speaker, as it stands in the keyword index
) STRICT, WITHOUT ROWID;
CREATE INDEX profiles_by_speaker ON profiles (speaker);

-- Keys under which others of a like name are found, as src/speakers/likeness.ts makes them.
CREATE TABLE profile_names (
  name    TEXT NOT NULL,
  profile TEXT NOT NULL REFERENCES profiles ON DELETE CASCADE,
  PRIMARY KEY (name, profile)
) STRICT, WITHOUT ROWID;
CREATE INDEX profile_names_by_profile ON profile_names (profile);

-- What people decided on who is who; nothing is removed. Documents are linked by it for ever.
CREATE TABLE decisions (
  id       TEXT PRIMARY KEY,         -- hash of what it says
  at       TEXT NOT NULL,            -- ISO 8601, UTC
  editor   TEXT NOT NULL,
  note     TEXT,
  kind     TEXT NOT NULL CHECK (kind IN ('merge', 'split', 'rename')),
  speaker  TEXT NOT NULL,
  "into"   TEXT,                     -- NULL of a rename
  name     TEXT NOT NULL,            -- of "into", or the new one
  profiles TEXT NOT NULL,            -- JSON: keys of the profiles that are "into"
  rest     TEXT NOT NULL             -- JSON: of a split, keys of those that stay the speaker's
) STRICT, WITHOUT ROWID;

CREATE TABLE claims (
  key                INTEGER PRIMARY KEY,
  id                 TEXT NOT NULL,  -- of the document and the words: the same in every version that still has them
  version            INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE,
  start              INTEGER NOT NULL,
  "end"              INTEGER NOT NULL CHECK ("end" > start),
  text               TEXT NOT NULL,  -- the words there; `triptych stats --check` compares them with versions.text
  words_before       TEXT NOT NULL DEFAULT '',  -- of its sentence; cut where there are many
  words_after        TEXT NOT NULL DEFAULT '',
  page               INTEGER,
  speaker            TEXT NOT NULL REFERENCES speakers,
  bloc               TEXT NOT NULL,  -- the speaker's, when the claim was labelled
  manner             TEXT NOT NULL CHECK (manner IN ('direct', 'indirect', 'own')),
  polarity           TEXT NOT NULL DEFAULT 'asserted' CHECK (polarity IN ('asserted', 'denied', 'unsaid')),
  hedge              TEXT,           -- words of the text such as 'reportedly'
  cue                TEXT,
  stance             TEXT NOT NULL CHECK (stance IN ('supports', 'opposes', 'neutral')),
  confidence         REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  speaker_confidence REAL NOT NULL CHECK (speaker_confidence BETWEEN 0 AND 1),
  stance_confidence  REAL NOT NULL CHECK (stance_confidence BETWEEN 0 AND 1),
  rejected           INTEGER NOT NULL DEFAULT 0 CHECK (rejected IN (0, 1)), -- a person says that this is no claim
  capacity           TEXT CHECK (capacity IN ('government', 'international-body', 'company', 'press', 'academia',
                       'civil-society', 'person')),  -- in which the speaker makes it, on its date; NULL where not known
  UNIQUE (version, id)
) STRICT;
CREATE INDEX claims_by_id ON claims (id);
CREATE INDEX claims_by_speaker ON claims (speaker);

-- The way a claim took: position 0 is the publisher, the last one the speaker.
CREATE TABLE hops (
  claim    INTEGER NOT NULL REFERENCES claims ON DELETE CASCADE,
  position INTEGER NOT NULL,
  speaker  TEXT NOT NULL REFERENCES speakers,
  cue      TEXT,
  manner   TEXT NOT NULL,
  polarity TEXT NOT NULL DEFAULT 'asserted' CHECK (polarity IN ('asserted', 'denied', 'unsaid')),
  hedge    TEXT,
  -- How the speaker was found: rule and confidence, NULL together where they were not kept yet.
  rule       TEXT,                   -- in plain words, e.g. 'pronoun'
  confidence REAL CHECK (confidence BETWEEN 0 AND 1),
  mention    TEXT,                   -- the words that stand for the speaker, e.g. 'he'; NULL where nothing in the text does
  decided_start     INTEGER,         -- the words elsewhere that say who is meant; NULL where the mention does
  decided_end       INTEGER CHECK (decided_end > decided_start),
  decided_text      TEXT,            -- the words there; `triptych stats --check` compares them with versions.text
  decided_sentences INTEGER,         -- sentences from there to the mention, negative where it follows; NULL where unknown
  profile TEXT REFERENCES profiles,  -- what the document says of the speaker; NULL of those in the corpus, states and unnamed ones
  PRIMARY KEY (claim, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX hops_by_speaker ON hops (speaker);
CREATE INDEX hops_by_profile ON hops (profile);

-- Those who make a claim together with claims.speaker (a joint statement): it is one claim, and counts for each of them.
CREATE TABLE claim_speakers (
  claim      INTEGER NOT NULL REFERENCES claims ON DELETE CASCADE,
  position   INTEGER NOT NULL,       -- from 1, in the order of the text; 0 would be claims.speaker
  speaker    TEXT NOT NULL REFERENCES speakers,
  bloc       TEXT NOT NULL CHECK (bloc IN ('us', 'china', 'europe', 'other')),
  capacity   TEXT,                   -- as in claims.capacity
  rule       TEXT NOT NULL,          -- how the speaker was found, as in hops
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  mention    TEXT,
  decided_start     INTEGER,
  decided_end       INTEGER CHECK (decided_end > decided_start),
  decided_text      TEXT,
  decided_sentences INTEGER,
  profile TEXT REFERENCES profiles,  -- as in hops
  PRIMARY KEY (claim, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_speakers_by_speaker ON claim_speakers (speaker);
CREATE INDEX claim_speakers_by_profile ON claim_speakers (profile);

-- Rows of claim_speakers while a person says that somebody else makes the claim: an undo puts them back.
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

-- Everybody who makes a claim, with the position that the claim has for them: one row each.
CREATE VIEW claim_sides AS
  SELECT key AS claim, speaker, bloc, capacity FROM claims
  UNION ALL SELECT claim, speaker, bloc, capacity FROM claim_speakers;

CREATE TABLE claim_topics (
  claim INTEGER NOT NULL REFERENCES claims ON DELETE CASCADE,
  topic TEXT NOT NULL,
  score REAL NOT NULL,
  PRIMARY KEY (claim, topic)
) STRICT, WITHOUT ROWID;
CREATE INDEX claims_by_topic ON claim_topics (topic);

-- Stances towards the targets other than the first, which claims.stance has.
CREATE TABLE claim_stances (
  claim      INTEGER NOT NULL REFERENCES claims ON DELETE CASCADE,
  target     TEXT NOT NULL,
  stance     TEXT NOT NULL CHECK (stance IN ('supports', 'opposes', 'neutral')),
  confidence REAL NOT NULL,
  PRIMARY KEY (claim, target)
) STRICT, WITHOUT ROWID;

-- The log of corrections: entries are added, and never changed or removed. For each label of a claim the latest one counts
-- that no other entry undoes. Claims are named by their identifiers, since an entry outlives the rows of claims.
CREATE TABLE corrections (
  id       TEXT PRIMARY KEY,         -- of what the entry says: the same in every database
  claim    TEXT NOT NULL,            -- claims.id, whether it is here or not
  document TEXT NOT NULL,            -- what the entry was about, for people: the document's name
  words    TEXT NOT NULL,            -- and the claim's words
  at       TEXT NOT NULL,            -- ISO 8601, UTC, to the millisecond
  editor   TEXT NOT NULL,
  note     TEXT,
  before   TEXT NOT NULL,            -- JSON: the labels before, of those that change
  after    TEXT NOT NULL,            -- JSON: the labels after
  undoes   TEXT                      -- the entry that is taken back; NULL for a correction
) STRICT, WITHOUT ROWID;
CREATE INDEX corrections_by_claim ON corrections (claim);
CREATE TRIGGER corrections_never_change BEFORE UPDATE ON corrections
  BEGIN SELECT raise(ABORT, 'the log of corrections is never changed'); END;
CREATE TRIGGER corrections_stay BEFORE DELETE ON corrections
  BEGIN SELECT raise(ABORT, 'nothing is removed from the log of corrections'); END;

-- The program's own labels of the claims that a person corrected. The tables above have the corrected ones, so that no
-- question about claims needs to know of corrections.
CREATE TABLE claim_originals (
  claim     INTEGER PRIMARY KEY REFERENCES claims ON DELETE CASCADE,
  corrected TEXT NOT NULL,           -- JSON: which labels a person set
  speaker   TEXT NOT NULL REFERENCES speakers,
  labels    TEXT NOT NULL            -- JSON: the other columns of claims, the last hop, topics and stances
) STRICT;

-- The log of what people corrected of documents: entries are added, and never changed or removed. Of each field the latest
-- counts; versions has the result.
CREATE TABLE document_corrections (
  id       INTEGER PRIMARY KEY,
  document TEXT NOT NULL,            -- documents.name, whether it is here or not
  at       TEXT NOT NULL,            -- ISO 8601, UTC, to the millisecond
  editor   TEXT NOT NULL,
  note     TEXT,
  after    TEXT NOT NULL             -- JSON: values by field; null: what the document says itself
) STRICT;
CREATE INDEX document_corrections_by_document ON document_corrections (document);
CREATE TRIGGER document_corrections_never_change BEFORE UPDATE ON document_corrections
  BEGIN SELECT raise(ABORT, 'the log of corrections is never changed'); END;
CREATE TRIGGER document_corrections_stay BEFORE DELETE ON document_corrections
  BEGIN SELECT raise(ABORT, 'nothing is removed from the log of corrections'); END;

-- Keyword index of the claims of current versions; rowid is claims.key. Contentless: the words stand in versions.text.
-- Speakers and titles, of which there are far fewer than claims, are matched in memory.
CREATE VIRTUAL TABLE claim_words USING fts5 (
  words,
  content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE claim_vocabulary USING fts5vocab (claim_words, row);

-- Keyword index of the blocks of current versions, for finding quotations; rowid is blocks.id.
CREATE VIRTUAL TABLE block_words USING fts5 (
  words,
  content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE block_vocabulary USING fts5vocab (block_words, row);

-- Sentences of blocks by a hash of their words, to find all who carry one. Blocks read before this was kept have none.
CREATE TABLE block_sentences (
  hash  INTEGER NOT NULL,            -- 48 bits of the SHA-256 of the words, without case, marks and white space
  block INTEGER NOT NULL REFERENCES blocks ON DELETE CASCADE,
  PRIMARY KEY (hash, block)
) STRICT, WITHOUT ROWID;
CREATE INDEX sentences_by_block ON block_sentences (block);

-- Vectors of the registry's definitions and statements, kept so that reading one more file need not make them again.
CREATE TABLE label_vectors (
  text   TEXT PRIMARY KEY,
  vector BLOB NOT NULL             -- 32-bit floats, little-endian
) STRICT, WITHOUT ROWID;

-- One vector for each claim of a current version, made by the model that `settings` names. $DIMENSIONS is that model's.
CREATE VIRTUAL TABLE claim_vectors USING vec0 (
  claim INTEGER PRIMARY KEY,
  embedding float[$DIMENSIONS] distance_metric=cosine
);

-- Keys of the claims that came, went or changed standing, in order, so that what a process keeps in memory can follow the
-- writes of all. Only the latest are kept: numbers are never used again, so that a gap tells that some are missing.
CREATE TABLE changes (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  claim  INTEGER                     -- NULL: all vectors were made anew
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

-- Claims whose labels changed (one of a version that did), and speakers who came, went or were renamed, in the same way.
CREATE TABLE label_changes (
  number  INTEGER PRIMARY KEY AUTOINCREMENT,
  claim   INTEGER,                   -- NULL of an entry on a speaker
  speaker TEXT                       -- who came, went or was renamed; NULL of an entry on a claim
) STRICT;
CREATE TRIGGER claim_labelled AFTER UPDATE OF speaker, bloc, capacity, manner, polarity, stance, confidence,
    speaker_confidence, stance_confidence, cue ON claims
  WHEN (OLD.speaker, OLD.bloc, OLD.capacity, OLD.manner, OLD.polarity, OLD.stance, OLD.confidence,
        OLD.speaker_confidence, OLD.stance_confidence, OLD.cue)
    IS NOT (NEW.speaker, NEW.bloc, NEW.capacity, NEW.manner, NEW.polarity, NEW.stance, NEW.confidence,
        NEW.speaker_confidence, NEW.stance_confidence, NEW.cue)
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
CREATE TRIGGER speaker_renamed AFTER UPDATE OF name, kind, country, bloc, capacity, aliases ON speakers
  WHEN (OLD.name, OLD.kind, OLD.country, OLD.bloc, OLD.capacity, OLD.aliases)
    IS NOT (NEW.name, NEW.kind, NEW.country, NEW.bloc, NEW.capacity, NEW.aliases)
  BEGIN INSERT INTO label_changes (speaker) VALUES (NEW.id); END;
CREATE TRIGGER version_redescribed AFTER UPDATE OF title, date, digest_of, quality ON versions
  WHEN (OLD.title, OLD.date, OLD.digest_of, OLD.quality) IS NOT (NEW.title, NEW.date, NEW.digest_of, NEW.quality)
  BEGIN INSERT INTO label_changes (claim) SELECT key FROM claims WHERE version = NEW.id LIMIT 1; END;

-- Another number after each change of what documents are and say of themselves, but for their claims: what is worked out from
-- that alone is kept until then.
CREATE TABLE descriptions (
  number INTEGER NOT NULL
) STRICT;
INSERT INTO descriptions VALUES (0);
CREATE TRIGGER version_came AFTER INSERT ON versions BEGIN UPDATE descriptions SET number = number + 1; END;
CREATE TRIGGER version_changed AFTER UPDATE ON versions BEGIN UPDATE descriptions SET number = number + 1; END;
CREATE TRIGGER version_went AFTER DELETE ON versions BEGIN UPDATE descriptions SET number = number + 1; END;
CREATE TRIGGER document_moved AFTER UPDATE ON documents BEGIN UPDATE descriptions SET number = number + 1; END;
