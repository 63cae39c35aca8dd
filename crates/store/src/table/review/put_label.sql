INSERT INTO annotation_label (label, item, review, position)
VALUES (?1, ?2, ?3, ?4)
ON CONFLICT DO NOTHING
