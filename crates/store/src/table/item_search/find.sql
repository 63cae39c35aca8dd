SELECT rowid
FROM item_search
WHERE item_search MATCH ?1
ORDER BY rowid
