SELECT status, submitted, in_progress, skipped
FROM item_state
WHERE item = ?1
