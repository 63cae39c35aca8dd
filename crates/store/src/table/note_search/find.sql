SELECT DISTINCT review.item
FROM note_search
JOIN review ON review.number = note_search.rowid
WHERE note_search MATCH ?1
ORDER BY review.item
