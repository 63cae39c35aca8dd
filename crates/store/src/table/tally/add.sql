INSERT INTO tally (scope, name, value)
VALUES (?1, ?2, ?3)
ON CONFLICT (scope, name) DO UPDATE SET value = value + excluded.value
