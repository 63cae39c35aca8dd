SELECT disagreement, length, status
FROM item_state
WHERE item = ?1
