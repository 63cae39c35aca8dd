SELECT item_id
FROM item
WHERE item_id >= ?1
ORDER BY item_id
LIMIT ?2
