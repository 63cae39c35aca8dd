SELECT reviewer_id, name, external_id, active
FROM reviewer
ORDER BY name_key IS NULL, name_key, reviewer_id
