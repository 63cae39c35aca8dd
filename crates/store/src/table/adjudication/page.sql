SELECT item.item_id, adjudication_case.item, adjudication_case.state, adjudication_case.information,
       adjudication_case.open, (SELECT count(*) FROM review WHERE review.item = adjudication_case.item AND submitted)
FROM adjudication_case
JOIN item ON item.ordinal = adjudication_case.item
WHERE adjudication_case.state = ?1
ORDER BY adjudication_case.information DESC, adjudication_case.item
LIMIT ?2 OFFSET ?3
