SELECT item.item_id
FROM assignment
JOIN item ON item.ordinal = assignment.item
LEFT JOIN review ON review.item = assignment.item AND review.reviewer_id = ?1
WHERE assignment.member = ?2 AND assignment.position > ?3 AND assignment.position <= ?4 AND coalesce(review.state, 0) < 2
ORDER BY assignment.position
LIMIT 1
