SELECT item_id
FROM item
WHERE item_id > ?1 AND item_id <= ?2
ORDER BY item_id
LIMIT 1 OFFSET ?3
