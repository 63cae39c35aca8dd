SELECT item.item_id
FROM item
LEFT JOIN review ON review.item = item.ordinal AND review.reviewer_id = ?1
WHERE coalesce(review.state, 0) = 0
ORDER BY item.ordinal
LIMIT ?2 OFFSET ?3
