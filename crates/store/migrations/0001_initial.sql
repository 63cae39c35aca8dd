-- The first form of the project file. Never edit a migration that was released: its digest is
-- verified at every opening. Facts come first; what can be rebuilt from them stands below.

---------------------------------------------------------------- facts

CREATE TABLE project (
  singleton  INTEGER PRIMARY KEY CHECK (singleton = 1),
  project_id BLOB NOT NULL,
  name       TEXT NOT NULL,
  blind      INTEGER NOT NULL,
  item_order TEXT NOT NULL,    -- 'shuffled' or 'as-imported'
  order_seed TEXT NOT NULL,
  guidelines TEXT NOT NULL,
  created_at INTEGER NOT NULL, -- milliseconds since 1970, for display
  program    TEXT NOT NULL     -- what created the file
) STRICT;

CREATE TABLE label_schema (
  version    INTEGER PRIMARY KEY,
  definition TEXT NOT NULL     -- JSON
) STRICT;

CREATE TABLE setting (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Each text once, as it came. The flags say whether any item has it as its sample or as a source.
CREATE TABLE text (
  number    INTEGER PRIMARY KEY,
  digest    BLOB NOT NULL UNIQUE,
  is_sample INTEGER NOT NULL,
  is_source INTEGER NOT NULL,
  content   TEXT NOT NULL
) STRICT;

-- The ordinal is the place in file order, from 1, without gaps: items are never deleted.
CREATE TABLE item (
  ordinal     INTEGER PRIMARY KEY,
  item_id     BLOB NOT NULL UNIQUE,
  external_id TEXT NOT NULL UNIQUE,
  sample      INTEGER NOT NULL REFERENCES text (number),
  kind        TEXT NOT NULL,
  language    TEXT,
  batch       TEXT,
  structure   TEXT,            -- JSON; null when empty, as are the two below
  generator   TEXT,
  metadata    TEXT
) STRICT;

CREATE TABLE source (
  item        INTEGER NOT NULL,
  position    INTEGER NOT NULL, -- from 0, in the file's order
  text        INTEGER NOT NULL REFERENCES text (number),
  external_id TEXT,
  title       TEXT,
  licence     TEXT,
  origin      TEXT,
  language    TEXT,
  kind        TEXT NOT NULL,
  structure   TEXT,
  PRIMARY KEY (item, position)
) STRICT, WITHOUT ROWID;

-- The only place of names; a name can be erased without touching an event.
CREATE TABLE reviewer (
  reviewer_id BLOB PRIMARY KEY,
  name        TEXT,
  name_key    TEXT UNIQUE,     -- NFC, case and white space folded
  external_id TEXT,
  active      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A file's own ids of imported annotations, for exporting them again.
CREATE TABLE annotation_external_id (
  annotation_id BLOB PRIMARY KEY,
  external_id   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
  number          INTEGER PRIMARY KEY,
  event_id        BLOB NOT NULL UNIQUE,
  step            BLOB NOT NULL,
  project_id      BLOB NOT NULL,
  item_id         BLOB,
  text_digest     BLOB,
  reviewer_id     BLOB NOT NULL,
  device_id       BLOB NOT NULL,
  sequence        INTEGER NOT NULL,
  previous_digest BLOB,
  lamport         INTEGER NOT NULL,
  schema_version  INTEGER NOT NULL,
  payload_version INTEGER NOT NULL,
  at              INTEGER,
  context         TEXT NOT NULL, -- JSON
  payload         TEXT NOT NULL, -- JSON, as it was written
  digest          BLOB NOT NULL  -- of the canonical form; the next event's previous_digest
) STRICT;
CREATE INDEX event_of_review ON event (item_id, reviewer_id);
CREATE INDEX event_of_chain ON event (reviewer_id, device_id, sequence);
CREATE INDEX event_by_lamport ON event (lamport);

CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event BEGIN
  SELECT RAISE(ABORT, 'A review event is never changed; a new event takes it back.');
END;
CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event BEGIN
  SELECT RAISE(ABORT, 'A review event is never deleted; a new event takes it back.');
END;
CREATE TRIGGER event_is_never_replaced BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE event_id = NEW.event_id OR number = NEW.number) BEGIN
  SELECT RAISE(IGNORE);
END;

CREATE TABLE import_record (
  number INTEGER PRIMARY KEY,
  file   TEXT NOT NULL,
  digest BLOB NOT NULL,
  report TEXT NOT NULL
) STRICT;

CREATE TABLE consensus_run (
  number       INTEGER PRIMARY KEY,
  run_id       BLOB NOT NULL UNIQUE,
  asked        INTEGER NOT NULL, -- rises each time the run is asked for; the largest is the newest
  settings     TEXT NOT NULL,
  input_digest BLOB NOT NULL,
  items        INTEGER NOT NULL
) STRICT;

CREATE TABLE consensus_item (
  run       INTEGER NOT NULL,
  item      INTEGER NOT NULL,
  consensus TEXT NOT NULL,     -- JSON
  PRIMARY KEY (run, item)
) STRICT, WITHOUT ROWID;

-- How far reviewers are apart: computed above this file from submitted reviews, kept here.
CREATE TABLE disagreement (
  item  INTEGER PRIMARY KEY,
  value REAL NOT NULL
) STRICT;

---------------------------------------------------------------- what is rebuilt from them

-- Values that items are filtered by, with the number of items (for labels: of annotations).
CREATE TABLE facet (
  number INTEGER PRIMARY KEY,
  kind   TEXT NOT NULL,        -- 'model', 'batch', 'language', 'kind', 'label'
  value  TEXT NOT NULL,
  uses   INTEGER NOT NULL,
  UNIQUE (kind, value)
) STRICT;

-- What the table of items shows, filters and sorts by: small rows, an index for each column.
CREATE TABLE item_state (
  item         INTEGER PRIMARY KEY,
  status       INTEGER NOT NULL, -- 0 not started, 1 in progress, 2 submitted, 3 skipped
  submitted    INTEGER NOT NULL,
  in_progress  INTEGER NOT NULL,
  skipped      INTEGER NOT NULL,
  flagged      INTEGER NOT NULL,
  annotations  INTEGER NOT NULL,
  disagreement REAL,
  model        INTEGER,
  batch        INTEGER,
  language     INTEGER,
  kind         INTEGER NOT NULL,
  length       INTEGER NOT NULL -- of the sample, in Unicode scalar values
) STRICT;
CREATE INDEX item_state_by_status ON item_state (status);
CREATE INDEX item_state_by_model ON item_state (model) WHERE model IS NOT NULL;
CREATE INDEX item_state_by_batch ON item_state (batch) WHERE batch IS NOT NULL;
CREATE INDEX item_state_by_language ON item_state (language) WHERE language IS NOT NULL;
CREATE INDEX item_state_by_kind ON item_state (kind);
CREATE INDEX item_state_by_length ON item_state (length);
CREATE INDEX item_state_by_disagreement ON item_state (disagreement DESC, item);
CREATE INDEX item_state_flagged ON item_state (item) WHERE flagged > 0;

-- Who turned out to be whom: the reviews of the first are the second's.
CREATE TABLE reviewer_merge (
  from_id BLOB PRIMARY KEY,
  into_id BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- How many items stand in each stretch of the two orders, and how many of them a reviewer is done
-- with: the next open item is then never more than one stretch away.
CREATE TABLE item_block (
  item_order INTEGER NOT NULL, -- 0 shuffled, 1 as imported
  block      INTEGER NOT NULL,
  items      INTEGER NOT NULL,
  PRIMARY KEY (item_order, block)
) STRICT, WITHOUT ROWID;

CREATE TABLE review_block (
  reviewer_id BLOB NOT NULL,
  item_order  INTEGER NOT NULL,
  block       INTEGER NOT NULL,
  closed      INTEGER NOT NULL,
  PRIMARY KEY (reviewer_id, item_order, block)
) STRICT, WITHOUT ROWID;

CREATE TABLE review (
  number                INTEGER PRIMARY KEY,
  item                  INTEGER NOT NULL,
  reviewer_id           BLOB NOT NULL,
  state                 INTEGER NOT NULL, -- 0 not started, 1 in progress, 2 submitted, 3 skipped, 4 withdrawn
  skip_reason           TEXT,
  verdict               TEXT,
  annotations           INTEGER NOT NULL,
  omissions             INTEGER NOT NULL,
  flag                  TEXT,
  submitted             INTEGER NOT NULL, -- whether it counts; the three below are null when not
  submitted_verdict     TEXT,
  submitted_annotations INTEGER,
  submitted_omissions   INTEGER,
  blind                 INTEGER NOT NULL,
  assistance            TEXT NOT NULL,
  elapsed_ms            INTEGER,
  at                    INTEGER,
  last_event            INTEGER NOT NULL,
  notes                 TEXT NOT NULL,    -- every remark of the reviewer, for searching
  UNIQUE (item, reviewer_id)
) STRICT;
CREATE INDEX review_of_reviewer ON review (reviewer_id, state, item);
CREATE INDEX review_of_reviewer_by_time ON review (reviewer_id, last_event);

-- Of submitted reviews only: what every figure counts.
CREATE TABLE annotation (
  review        INTEGER NOT NULL,
  position      INTEGER NOT NULL,
  annotation_id BLOB NOT NULL,
  content       TEXT NOT NULL, -- JSON
  PRIMARY KEY (review, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE annotation_label (
  label    INTEGER NOT NULL,   -- the facet
  item     INTEGER NOT NULL,
  review   INTEGER NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (label, item, review, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE omission (
  review      INTEGER NOT NULL,
  position    INTEGER NOT NULL,
  omission_id BLOB NOT NULL,
  content     TEXT NOT NULL,
  PRIMARY KEY (review, position)
) STRICT, WITHOUT ROWID;

-- Sums that the window shows at once; scope is empty for the project, else a reviewer's id.
CREATE TABLE tally (
  scope BLOB NOT NULL,
  name  TEXT NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (scope, name)
) STRICT, WITHOUT ROWID;

-- Words of items (rowid = ordinal) and of reviewers' remarks (rowid = review). The words are
-- folded by `search/fold.rs` before they get here, so that the tokenizer has only blanks and ASCII
-- punctuation to cut at; nothing but the index itself is stored.
CREATE VIRTUAL TABLE item_search USING fts5 (
  sample, sources, titles, external_id, content = '', columnsize = 0, tokenize = 'ascii'
);
-- Segments are joined by the program, in small steps when there is time.
INSERT INTO item_search (item_search, rank) VALUES ('automerge', 0);
INSERT INTO item_search (item_search, rank) VALUES ('crisismerge', 64);
CREATE VIRTUAL TABLE note_search USING fts5 (
  notes, content = '', contentless_delete = 1, tokenize = 'ascii'
);
