SELECT block, items
FROM item_block
WHERE item_order = 0
ORDER BY block
