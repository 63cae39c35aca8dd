UPDATE consensus_run
SET asked = (SELECT max(asked) + 1 FROM consensus_run)
WHERE run_id = ?1
