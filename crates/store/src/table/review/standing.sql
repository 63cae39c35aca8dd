SELECT number, state, flag IS NOT NULL, submitted, coalesce(submitted_annotations, 0),
       coalesce(submitted_omissions, 0), coalesce(elapsed_ms, 0), notes
FROM review
WHERE item = ?1 AND reviewer_id = ?2
