-- Within the state, after a place; items that are equally informative stand in file order.
SELECT item.item_id
FROM adjudication_case
JOIN item ON item.ordinal = adjudication_case.item
WHERE adjudication_case.state = ?1
  AND adjudication_case.information <= ?2
  AND (adjudication_case.information < ?2 OR adjudication_case.item > ?3)
ORDER BY adjudication_case.information DESC, adjudication_case.item
LIMIT 1
