-- What was decided where reviewers differ. The facts are events; both tables can be made again.

-- How much there is to decide: computed above this file from submitted reviews and adjudications,
-- kept here so that the queue is there at once. Items without a submitted review have no row.
CREATE TABLE adjudication_case (
  item        INTEGER PRIMARY KEY,
  state       INTEGER NOT NULL, -- 0 something to decide, 1 nothing, 2 settled, 3 settled, reviews changed since
  information REAL NOT NULL,    -- expected of what is to decide, in bits
  open        INTEGER NOT NULL  -- differences to decide, the verdict among them
) STRICT;
CREATE INDEX adjudication_case_by_information ON adjudication_case (state, information DESC, item);

-- Reviews that were there before this table wait until someone asks for the queue.
INSERT INTO setting (key, value)
SELECT 'adjudication/cases', 'missing'
WHERE EXISTS (SELECT 1 FROM event);

---------------------------------------------------------------- what is rebuilt from events

CREATE TABLE adjudication (
  item    INTEGER PRIMARY KEY,
  settled INTEGER NOT NULL,
  rulings INTEGER NOT NULL,
  gold    INTEGER NOT NULL, -- annotations of the settled gold, else of rulings
  verdict TEXT              -- settled, else decided
) STRICT;
