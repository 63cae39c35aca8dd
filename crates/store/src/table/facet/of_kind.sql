SELECT value, uses
FROM facet
WHERE kind = ?1 AND uses > 0
ORDER BY value
