-- What the machine reads in an item beside its sources: computed above this file from the texts
-- alone, kept so that opening an item never waits. It can be deleted and is made again.
CREATE TABLE comparison (
  item     INTEGER PRIMARY KEY,
  method   INTEGER NOT NULL, -- version of the rules; rows of another version are made again
  content  TEXT NOT NULL,    -- JSON
  longest  INTEGER NOT NULL, -- words of the longest copied fragment
  coverage REAL NOT NULL,    -- part of the sample that is copied
  density  REAL NOT NULL     -- mean length of the fragment that a word stands in
) STRICT;

-- Which items have a source in common.
CREATE INDEX source_by_text ON source (text, item);
