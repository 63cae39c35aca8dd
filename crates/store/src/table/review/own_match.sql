SELECT item.item_id, coalesce(review.state, 0), review.flag IS NOT NULL
FROM item
LEFT JOIN review ON review.item = item.ordinal AND review.reviewer_id = ?2
WHERE item.ordinal = ?1
