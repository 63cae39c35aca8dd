SELECT count(*)
FROM (SELECT 1 FROM item_search WHERE item_search MATCH ?1 LIMIT ?2)
