SELECT number, event_id, step, project_id, item_id, text_digest, reviewer_id, device_id, sequence, previous_digest,
       lamport, schema_version, payload_version, at, context, payload, digest
FROM event
ORDER BY number
