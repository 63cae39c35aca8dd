SELECT review.item, review.reviewer_id, omission.position, omission.omission_id, omission.content
FROM {db}.omission
LEFT JOIN {db}.review ON review.number = omission.review
