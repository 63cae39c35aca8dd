DELETE FROM annotation_label
WHERE label = ?1 AND item = ?2 AND review = ?3 AND position = ?4
