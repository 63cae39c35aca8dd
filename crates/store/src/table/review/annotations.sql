SELECT annotation.content
FROM item
JOIN review ON review.item = item.ordinal
JOIN annotation ON annotation.review = review.number
WHERE item.item_id = ?1 AND review.reviewer_id = ?2
ORDER BY annotation.position
