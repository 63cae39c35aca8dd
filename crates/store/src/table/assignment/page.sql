SELECT item.item_id
FROM assignment
JOIN item ON item.ordinal = assignment.item
WHERE assignment.member = ?1 AND assignment.position > ?2
ORDER BY assignment.position
LIMIT ?3
