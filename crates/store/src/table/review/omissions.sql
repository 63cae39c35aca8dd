SELECT omission.content
FROM item
JOIN review ON review.item = item.ordinal
JOIN omission ON omission.review = review.number
WHERE item.item_id = ?1 AND review.reviewer_id = ?2
ORDER BY omission.position
