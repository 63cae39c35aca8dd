INSERT INTO item_state (item, status, submitted, in_progress, skipped, flagged, annotations,
                        model, batch, language, kind, length)
VALUES (?1, 0, 0, 0, 0, 0, 0, ?2, ?3, ?4, ?5, ?6)
