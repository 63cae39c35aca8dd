SELECT (SELECT coalesce(sum(items), 0) FROM item_block WHERE item_order = 0 AND block < ?1)
  + (SELECT count(*) FROM item WHERE item_id > ?2 AND item_id <= ?3)
