-- What filters and sortings of the table of items need to be there at once. Only added to, and kept
-- up by the file itself, so that an older program leaves it right.

-- How much of a sample was copied, as `comparison` has it; null where it was not measured.
ALTER TABLE item_state ADD COLUMN coverage REAL;
ALTER TABLE item_state ADD COLUMN longest INTEGER;
ALTER TABLE item_state ADD COLUMN density REAL;
UPDATE item_state
SET coverage = comparison.coverage, longest = comparison.longest, density = comparison.density
FROM comparison
WHERE comparison.item = item_state.item;
CREATE INDEX item_state_by_coverage ON item_state (coverage DESC, item);
CREATE INDEX item_state_by_longest ON item_state (longest DESC, item);
CREATE INDEX item_state_by_density ON item_state (density DESC, item);

CREATE TRIGGER comparison_is_shown AFTER INSERT ON comparison BEGIN
  UPDATE item_state SET coverage = NEW.coverage, longest = NEW.longest, density = NEW.density WHERE item = NEW.item;
END;
CREATE TRIGGER comparison_is_gone AFTER DELETE ON comparison BEGIN
  UPDATE item_state SET coverage = NULL, longest = NULL, density = NULL WHERE item = OLD.item;
END;

CREATE INDEX annotation_by_severity ON annotation (json_extract(content, '$.severity'), review);
CREATE INDEX review_by_verdict ON review (submitted_verdict, item) WHERE submitted_verdict IS NOT NULL;
