SELECT position, text, title
FROM source
WHERE item = ?1
ORDER BY position
