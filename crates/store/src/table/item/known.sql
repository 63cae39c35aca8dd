SELECT item.ordinal, item.item_id, text.digest
FROM item
JOIN text ON text.number = item.sample
WHERE item.external_id = ?1
