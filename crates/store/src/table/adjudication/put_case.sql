INSERT INTO adjudication_case (item, state, information, open)
VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (item) DO UPDATE
SET state = excluded.state, information = excluded.information, open = excluded.open
WHERE (state, information, open) IS NOT (excluded.state, excluded.information, excluded.open)
