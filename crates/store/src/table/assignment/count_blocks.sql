INSERT INTO review_block (reviewer_id, item_order, block, closed)
SELECT assignment_member.reviewer_id, 2, (assignment.position - 1) >> 8, count(*)
FROM assignment_member
CROSS JOIN review ON review.reviewer_id = assignment_member.reviewer_id AND review.state >= 2
JOIN assignment ON assignment.item = review.item AND assignment.member = assignment_member.number
GROUP BY 1, 3
