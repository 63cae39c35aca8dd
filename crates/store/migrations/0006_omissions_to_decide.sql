-- Omissions are adjudicated, too. Where reviewers marked some, what is kept of how much there is to decide
-- was computed without them: it is made anew when someone asks for the queue.
INSERT INTO setting (key, value)
SELECT 'adjudication/cases', 'missing'
WHERE EXISTS (SELECT 1 FROM omission)
ON CONFLICT (key) DO UPDATE SET value = excluded.value;
