-- What a person decided as adjudicator is no part of their review.
SELECT max(number)
FROM event
WHERE item_id = ?1 AND reviewer_id = ?2 AND json_extract(payload, '$.kind') IS NOT 'adjudicated'
