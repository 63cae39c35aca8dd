SELECT DISTINCT item_id, reviewer_id
FROM event
WHERE item_id IS NOT NULL
ORDER BY item_id, reviewer_id
