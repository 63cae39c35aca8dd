INSERT INTO annotation_external_id (annotation_id, external_id)
VALUES (?1, ?2)
ON CONFLICT (annotation_id) DO UPDATE SET external_id = excluded.external_id
