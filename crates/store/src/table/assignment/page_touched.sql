SELECT item.item_id
FROM review
JOIN item ON item.ordinal = review.item
JOIN assignment ON assignment.item = review.item AND assignment.member = ?2
WHERE review.reviewer_id = ?1 AND (?5 IS NULL OR review.state = ?5) AND (NOT ?6 OR review.flag IS NOT NULL)
ORDER BY assignment.position
LIMIT ?3 OFFSET ?4
