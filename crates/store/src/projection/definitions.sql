-- Tables before their indexes.
SELECT sql
FROM project.sqlite_schema
WHERE tbl_name IN (SELECT value FROM json_each(?1)) AND sql IS NOT NULL
ORDER BY type = 'index', name
