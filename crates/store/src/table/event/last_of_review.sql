SELECT max(number)
FROM event
WHERE item_id = ?1 AND reviewer_id = ?2
