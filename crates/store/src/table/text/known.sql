SELECT number, is_sample, is_source
FROM text
WHERE digest = ?1
