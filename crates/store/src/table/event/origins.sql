-- What a person decided as adjudicator is no part of their review.
SELECT item_id, reviewer_id, min(at), min(device_id), max(device_id),
       max(coalesce(json_extract(context, '$.imported'), 0)),
       sum(json_extract(payload, '$.kind', '$.notice') = '["hint_noticed","seen"]'),
       sum(json_extract(payload, '$.kind', '$.notice') = '["hint_noticed","taken"]')
FROM event
WHERE item_id IS NOT NULL AND json_extract(payload, '$.kind') IS NOT 'adjudicated'
GROUP BY item_id, reviewer_id
