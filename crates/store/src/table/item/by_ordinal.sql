SELECT item.ordinal, item.item_id, item.external_id, text.digest, text.content, item.kind, item.language,
       item.structure, item.generator, item.metadata
FROM item
JOIN text ON text.number = item.sample
WHERE item.ordinal = ?1
