-- What a reviewer began or was sent: first what stood in the list already, in its order.
SELECT kept.item
FROM (
  SELECT item FROM review WHERE reviewer_id = ?1 AND state > 0
  UNION
  SELECT packet_item.item
  FROM packet
  JOIN packet_item ON packet_item.packet = packet.number
  WHERE packet.reviewer_id = ?1
) AS kept
LEFT JOIN assignment_member ON assignment_member.reviewer_id = ?1
LEFT JOIN assignment ON assignment.item = kept.item AND assignment.member = assignment_member.number
ORDER BY assignment.position IS NULL, assignment.position, kept.item
