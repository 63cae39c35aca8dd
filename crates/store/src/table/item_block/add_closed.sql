INSERT INTO review_block (reviewer_id, item_order, block, closed)
VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (reviewer_id, item_order, block) DO UPDATE SET closed = closed + excluded.closed
