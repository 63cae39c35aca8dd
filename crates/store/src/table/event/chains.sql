SELECT reviewer_id, device_id, sequence, previous_digest, digest
FROM event
ORDER BY reviewer_id, device_id, sequence, number
