SELECT state, information, open
FROM adjudication_case
WHERE item = ?1
