SELECT item.item_id, adjudication_case.item
FROM adjudication_case
JOIN item ON item.ordinal = adjudication_case.item
WHERE adjudication_case.state = ?1
ORDER BY adjudication_case.item
