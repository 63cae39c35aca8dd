INSERT INTO review (item, reviewer_id, state, skip_reason, verdict, annotations, omissions, flag, submitted,
                    submitted_verdict, submitted_annotations, submitted_omissions, blind, assistance,
                    elapsed_ms, at, last_event, notes)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
ON CONFLICT (item, reviewer_id) DO UPDATE
SET state = excluded.state,
    skip_reason = excluded.skip_reason,
    verdict = excluded.verdict,
    annotations = excluded.annotations,
    omissions = excluded.omissions,
    flag = excluded.flag,
    submitted = excluded.submitted,
    submitted_verdict = excluded.submitted_verdict,
    submitted_annotations = excluded.submitted_annotations,
    submitted_omissions = excluded.submitted_omissions,
    blind = excluded.blind,
    assistance = excluded.assistance,
    elapsed_ms = excluded.elapsed_ms,
    at = excluded.at,
    last_event = excluded.last_event,
    notes = excluded.notes
RETURNING number
