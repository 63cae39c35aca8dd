SELECT number, (SELECT coalesce(max(position), 0) FROM assignment WHERE assignment.member = assignment_member.number)
FROM assignment_member
WHERE reviewer_id = ?1
