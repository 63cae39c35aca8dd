SELECT disagreement, length, status, coverage, longest, density
FROM item_state
WHERE item = ?1
