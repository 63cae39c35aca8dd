INSERT OR REPLACE INTO comparison (item, method, content, longest, coverage, density)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
