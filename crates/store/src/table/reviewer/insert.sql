INSERT INTO reviewer (reviewer_id, name, name_key, external_id, active)
VALUES (?1, ?2, ?3, ?4, ?5)
