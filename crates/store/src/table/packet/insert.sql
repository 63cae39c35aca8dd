INSERT INTO packet (packet_id, reviewer_id, items, made_at, taken_at, events)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
