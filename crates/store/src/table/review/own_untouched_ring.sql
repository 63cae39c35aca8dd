SELECT item.item_id
FROM item
LEFT JOIN review ON review.item = item.ordinal AND review.reviewer_id = ?1
WHERE item.item_id > ?2 AND item.item_id <= ?3 AND coalesce(review.state, 0) = 0
ORDER BY item.item_id
