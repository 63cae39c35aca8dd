INSERT INTO item (item_id, external_id, sample, kind, language, batch, structure, generator, metadata)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
