SELECT item_id
FROM item
WHERE ordinal >= ?1
ORDER BY ordinal
LIMIT ?2
