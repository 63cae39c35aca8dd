SELECT text.digest
FROM item
JOIN text ON text.number = item.sample
WHERE item.item_id = ?1
