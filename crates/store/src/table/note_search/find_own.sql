SELECT review.item
FROM note_search
JOIN review ON review.number = note_search.rowid
WHERE note_search MATCH ?1 AND review.reviewer_id = ?2
ORDER BY review.item
