-- The events of one act stand together in the chain of who made it; the first one names the step.
SELECT DISTINCT other.item_id
FROM event AS first
JOIN event AS other
  ON other.reviewer_id = first.reviewer_id AND other.device_id = first.device_id AND other.sequence >= first.sequence
WHERE first.event_id = ?1 AND other.step = ?1 AND other.item_id IS NOT NULL
ORDER BY other.sequence
