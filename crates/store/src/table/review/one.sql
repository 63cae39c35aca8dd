SELECT item.item_id, review.reviewer_id, review.state, review.skip_reason, review.verdict, review.annotations,
       review.omissions, review.flag, review.submitted, review.submitted_verdict, review.submitted_annotations,
       review.submitted_omissions, review.blind, review.assistance, review.elapsed_ms, review.at
FROM item
JOIN review ON review.item = item.ordinal
WHERE item.item_id = ?1 AND review.reviewer_id = ?2
