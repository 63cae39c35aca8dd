SELECT item_block.block
FROM item_block
LEFT JOIN review_block
  ON review_block.reviewer_id = ?1
  AND review_block.item_order = item_block.item_order
  AND review_block.block = item_block.block
WHERE item_block.item_order = ?2 AND item_block.block > ?3
  AND item_block.items > coalesce(review_block.closed, 0)
ORDER BY item_block.block
LIMIT 1
