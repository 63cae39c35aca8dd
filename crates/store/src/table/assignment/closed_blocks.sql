SELECT block, closed
FROM review_block
WHERE reviewer_id = ?1 AND item_order = 2 AND block > ?2
ORDER BY block
