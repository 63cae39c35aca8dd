SELECT assignment.position
FROM assignment
WHERE assignment.item = ?1 AND assignment.member = ?2
