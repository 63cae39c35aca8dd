SELECT count(*)
FROM review
WHERE reviewer_id = ?1 AND flag IS NOT NULL AND (?2 IS NULL OR state = ?2)
