SELECT reviewer_id, name, external_id, active
FROM reviewer
WHERE reviewer_id = ?1
