INSERT INTO text (digest, is_sample, is_source, content)
VALUES (?1, ?2, ?3, ?4)
