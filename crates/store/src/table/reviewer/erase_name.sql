UPDATE reviewer
SET name = NULL, name_key = NULL, external_id = NULL
WHERE reviewer_id = ?1
