SELECT packet_id, reviewer_id, items, made_at, taken_at, events
FROM packet
ORDER BY number
