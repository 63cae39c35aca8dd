-- A right answer is read by what names of earlier versions of the label schema are called now, as reviews are: the version
-- under which it was given stands beside it. Of those that are here already it is not recorded. It is taken to be the newest
-- version that has every name of the answer, else the newest.
ALTER TABLE given_gold ADD COLUMN schema_version INTEGER NOT NULL DEFAULT 1;

UPDATE given_gold
SET schema_version = coalesce(
  -- A row that is no JSON is left for `verify` to tell of.
  CASE WHEN json_valid(content) THEN (
    SELECT max(s.version)
    FROM label_schema AS s
    WHERE json_valid(s.definition)
      AND EXISTS (
        SELECT 1 FROM json_each(s.definition, '$.verdicts') AS v
        WHERE json_extract(v.value, '$.id') = json_extract(given_gold.content, '$.verdict'))
      AND NOT EXISTS (
        SELECT 1 FROM json_each(given_gold.content, '$.spans') AS g
        WHERE json_extract(g.value, '$.label') IS NOT NULL
          AND NOT EXISTS (
            SELECT 1 FROM json_each(s.definition, '$.labels') AS l
            WHERE json_extract(l.value, '$.id') = json_extract(g.value, '$.label')))
      AND NOT EXISTS (
        SELECT 1 FROM json_each(given_gold.content, '$.spans') AS g
        WHERE json_extract(g.value, '$.severity') IS NOT NULL
          AND NOT EXISTS (
            SELECT 1 FROM json_each(s.definition, '$.severities') AS l
            WHERE json_extract(l.value, '$.id') = json_extract(g.value, '$.severity')))
  ) END,
  (SELECT max(version) FROM label_schema),
  1);
