SELECT DISTINCT other.item_id
FROM item
JOIN source AS own ON own.item = item.ordinal
JOIN source ON source.text = own.text
JOIN item AS other ON other.ordinal = source.item
WHERE item.item_id = ?1
ORDER BY other.item_id
LIMIT ?2
