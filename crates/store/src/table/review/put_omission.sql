INSERT INTO omission (review, position, omission_id, content)
VALUES (?1, ?2, ?3, ?4)
