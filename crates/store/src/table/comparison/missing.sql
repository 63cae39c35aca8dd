SELECT item.item_id
FROM item
LEFT JOIN comparison ON comparison.item = item.ordinal AND comparison.method = ?1
WHERE comparison.item IS NULL AND item.ordinal > ?2
ORDER BY item.ordinal
LIMIT ?3
