SELECT text.digest, text.content, source.external_id, source.title, source.licence, source.origin,
       source.language, source.kind, source.structure
FROM source
JOIN text ON text.number = source.text
WHERE source.item = ?1
ORDER BY source.position
