SELECT item.item_id, text.content, item.generator, item.batch, item.external_id
FROM item
JOIN text ON text.number = item.sample
ORDER BY item.ordinal
