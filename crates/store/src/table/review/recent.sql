SELECT item.item_id
FROM review
JOIN item ON item.ordinal = review.item
WHERE review.reviewer_id = ?1
ORDER BY review.last_event DESC
LIMIT ?2
