SELECT number, event_id, step, project_id, item_id, text_digest, reviewer_id, device_id, sequence, previous_digest,
       lamport, schema_version, payload_version, at, context, payload
FROM event
WHERE item_id IS NULL AND json_extract(payload, '$.kind') IN ('schema_migrated', 'migration_taken_back')
ORDER BY lamport, event_id
