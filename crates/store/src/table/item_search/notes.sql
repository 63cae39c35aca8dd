SELECT notes
FROM review
WHERE item = ?1 AND notes <> '' AND (?2 IS NULL OR reviewer_id = ?2)
ORDER BY reviewer_id
