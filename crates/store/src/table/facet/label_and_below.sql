SELECT number, uses
FROM facet
WHERE kind = 'label' AND (value = ?1 OR substr(value, 1, length(?1) + 1) = ?1 || '.')
