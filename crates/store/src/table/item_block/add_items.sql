INSERT INTO item_block (item_order, block, items)
VALUES (?1, ?2, ?3)
ON CONFLICT (item_order, block) DO UPDATE SET items = items + excluded.items
