SELECT DISTINCT event.item_id
FROM event
JOIN item ON item.item_id = event.item_id
WHERE event.reviewer_id = ?1
