INSERT INTO source (item, position, text, external_id, title, licence, origin, language, kind, structure)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
