SELECT item.item_id
FROM review
JOIN item ON item.ordinal = review.item
WHERE review.reviewer_id = ?1 AND (?5 IS NULL OR review.state = ?5) AND (NOT ?6 OR review.flag IS NOT NULL)
ORDER BY item.item_id <= ?2, item.item_id
LIMIT ?3 OFFSET ?4
