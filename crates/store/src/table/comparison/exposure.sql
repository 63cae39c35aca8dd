SELECT comparison.longest, comparison.coverage, comparison.density
FROM item
JOIN comparison ON comparison.item = item.ordinal
WHERE item.item_id = ?1 AND comparison.method = ?2
