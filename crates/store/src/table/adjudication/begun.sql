SELECT item.item_id
FROM adjudication
JOIN item ON item.ordinal = adjudication.item
WHERE adjudication.settled >= ?1
ORDER BY adjudication.item
