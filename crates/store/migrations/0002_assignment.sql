-- Who reviews what, and the packets that were made. Only added to; an older program shows every
-- item to everyone.

---------------------------------------------------------------- facts

CREATE TABLE assignment_plan (
  singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
  settings  TEXT NOT NULL,     -- JSON: what the lead asked for
  seed      TEXT NOT NULL,
  items     INTEGER NOT NULL   -- how many there were when it was dealt
) STRICT;

-- Everyone who ever took part; who does now stands in the settings.
CREATE TABLE assignment_member (
  number      INTEGER PRIMARY KEY,
  reviewer_id BLOB NOT NULL UNIQUE
) STRICT;

-- Items that everyone reviews first.
CREATE TABLE assignment_calibration (
  position INTEGER PRIMARY KEY,
  item     INTEGER NOT NULL
) STRICT;

-- Each member's list: positions from 1 without gaps, items by ordinal.
CREATE TABLE assignment (
  member   INTEGER NOT NULL,
  position INTEGER NOT NULL,
  item     INTEGER NOT NULL,
  PRIMARY KEY (member, position)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX assignment_of_item ON assignment (item, member);

-- Packets made here. In a packet's own file: the one row is the packet itself.
CREATE TABLE packet (
  number      INTEGER PRIMARY KEY,
  packet_id   BLOB NOT NULL UNIQUE,
  reviewer_id BLOB NOT NULL,
  items       INTEGER NOT NULL,
  made_at     INTEGER NOT NULL, -- milliseconds since 1970, for display
  taken_at    INTEGER,          -- when it last came home
  events      INTEGER NOT NULL  -- that it brought, all told
) STRICT;

CREATE TABLE packet_item (
  packet INTEGER NOT NULL,
  item   INTEGER NOT NULL,
  PRIMARY KEY (packet, item)
) STRICT, WITHOUT ROWID;
