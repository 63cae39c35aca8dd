SELECT content
FROM annotation
WHERE review = ?1
ORDER BY position
