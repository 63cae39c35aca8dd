-- ?2 is not used: the file order has no start.
SELECT item.item_id
FROM review
JOIN item ON item.ordinal = review.item
WHERE review.reviewer_id = ?1 AND (?5 IS NULL OR review.state = ?5) AND (NOT ?6 OR review.flag IS NOT NULL)
  AND ?2 IS NOT NULL
ORDER BY review.item
LIMIT ?3 OFFSET ?4
