SELECT consensus_item.consensus
FROM consensus_run
JOIN consensus_item ON consensus_item.run = consensus_run.number
JOIN item ON item.ordinal = consensus_item.item
WHERE consensus_run.run_id = ?1 AND item.item_id = ?2
