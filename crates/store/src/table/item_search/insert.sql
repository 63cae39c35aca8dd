INSERT INTO item_search (rowid, sample, sources, titles, external_id)
VALUES (?1, ?2, ?3, ?4, ?5)
