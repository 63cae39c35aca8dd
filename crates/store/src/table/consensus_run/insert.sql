INSERT INTO consensus_run (run_id, asked, settings, input_digest, items)
SELECT ?1, coalesce(max(asked), 0) + 1, ?2, ?3, ?4
FROM consensus_run
