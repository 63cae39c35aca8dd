SELECT item.item_id, review.reviewer_id, annotation.content
FROM review
JOIN item ON item.ordinal = review.item
JOIN annotation ON annotation.review = review.number
WHERE review.submitted
ORDER BY review.item, review.reviewer_id, annotation.position
