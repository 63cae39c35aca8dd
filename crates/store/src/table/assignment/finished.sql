SELECT item
FROM review
WHERE reviewer_id = ?1 AND submitted
