INSERT INTO annotation (review, position, annotation_id, content)
VALUES (?1, ?2, ?3, ?4)
