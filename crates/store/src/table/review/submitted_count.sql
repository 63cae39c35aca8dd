SELECT count(*)
FROM item
JOIN review ON review.item = item.ordinal
WHERE item.item_id = ?1 AND review.submitted
