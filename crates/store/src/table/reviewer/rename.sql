UPDATE reviewer
SET name = ?2, name_key = ?3
WHERE reviewer_id = ?1
