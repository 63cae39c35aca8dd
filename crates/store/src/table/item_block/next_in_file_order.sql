SELECT item.item_id
FROM item
LEFT JOIN review ON review.item = item.ordinal AND review.reviewer_id = ?1
WHERE item.ordinal > ?2 AND item.ordinal <= ?3 AND coalesce(review.state, 0) < 2
ORDER BY item.ordinal
LIMIT 1
