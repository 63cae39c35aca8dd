SELECT item.item_id, comparison.content
FROM comparison
JOIN item ON item.ordinal = comparison.item
WHERE comparison.method = ?1
ORDER BY comparison.item
