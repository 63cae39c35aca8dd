SELECT annotation_label.label, annotation_label.item, review.reviewer_id, annotation_label.position
FROM {db}.annotation_label
LEFT JOIN {db}.review ON review.number = annotation_label.review
