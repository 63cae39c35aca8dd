SELECT item, reviewer_id, state, skip_reason, verdict, annotations, omissions, flag, submitted, submitted_verdict,
       submitted_annotations, submitted_omissions, blind, assistance, elapsed_ms, at, last_event, notes
FROM {db}.review
