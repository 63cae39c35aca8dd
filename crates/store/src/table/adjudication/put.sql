INSERT OR REPLACE INTO adjudication (item, settled, rulings, gold, verdict)
VALUES (?1, ?2, ?3, ?4, ?5)
