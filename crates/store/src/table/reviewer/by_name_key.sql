SELECT reviewer_id, name, external_id, active
FROM reviewer
WHERE name_key = ?1
