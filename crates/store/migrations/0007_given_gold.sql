-- What a file told as the right answer of an item: for the lead alone, never copied into a packet.
CREATE TABLE given_gold (
  item    INTEGER PRIMARY KEY, -- by ordinal
  content TEXT NOT NULL        -- JSON
) STRICT;

-- Items that everyone gets as attention checks, as they were found when the plan was set.
CREATE TABLE assignment_check (
  position INTEGER PRIMARY KEY,
  item     INTEGER NOT NULL
) STRICT;
