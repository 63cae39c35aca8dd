SELECT s.item, item.item_id, item.external_id, item.sample, s.length, item.kind, item.language, model.value,
       item.batch, s.status, s.submitted, s.in_progress, s.skipped, s.flagged, s.annotations, s.disagreement,
       s.longest, s.coverage, s.density
FROM item_state AS s
JOIN item ON item.ordinal = s.item
LEFT JOIN facet AS model ON model.number = s.model
WHERE s.item = ?1
