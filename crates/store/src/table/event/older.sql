SELECT DISTINCT item_id, reviewer_id
FROM event
WHERE item_id IS NOT NULL AND schema_version < ?1
ORDER BY item_id, reviewer_id
