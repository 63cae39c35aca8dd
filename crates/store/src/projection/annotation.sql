SELECT review.item, review.reviewer_id, annotation.position, annotation.annotation_id, annotation.content
FROM {db}.annotation
LEFT JOIN {db}.review ON review.number = annotation.review
