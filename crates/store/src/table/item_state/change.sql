UPDATE item_state
SET status = ?2,
    submitted = submitted + ?3,
    in_progress = in_progress + ?4,
    skipped = skipped + ?5,
    flagged = flagged + ?6,
    annotations = annotations + ?7
WHERE item = ?1
