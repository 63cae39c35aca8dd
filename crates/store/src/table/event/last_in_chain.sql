SELECT sequence, digest
FROM event
WHERE reviewer_id = ?1 AND device_id = ?2
ORDER BY sequence DESC, number DESC
LIMIT 1
