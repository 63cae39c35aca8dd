INSERT INTO event (event_id, step, project_id, item_id, text_digest, reviewer_id, device_id, sequence,
                   previous_digest, lamport, schema_version, payload_version, at, context, payload, digest)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
