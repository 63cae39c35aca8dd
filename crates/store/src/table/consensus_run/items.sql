SELECT consensus_item.consensus
FROM consensus_run
JOIN consensus_item ON consensus_item.run = consensus_run.number
WHERE consensus_run.run_id = ?1
ORDER BY consensus_item.item
