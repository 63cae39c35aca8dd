-- Only for rebuilding: every event is looked at.
SELECT DISTINCT item_id
FROM event
WHERE item_id IS NOT NULL AND json_extract(payload, '$.kind') = 'adjudicated'
ORDER BY item_id
