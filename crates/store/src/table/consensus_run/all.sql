SELECT run_id, settings, input_digest, items
FROM consensus_run
ORDER BY asked DESC
