SELECT text.digest
FROM source
JOIN text ON text.number = source.text
WHERE source.item = ?1
ORDER BY source.position
