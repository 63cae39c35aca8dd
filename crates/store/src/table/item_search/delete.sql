INSERT INTO item_search (item_search, rowid, sample, sources, titles, external_id)
VALUES ('delete', ?1, ?2, ?3, ?4, ?5)
