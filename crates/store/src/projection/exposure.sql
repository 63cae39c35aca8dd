UPDATE item_state
SET coverage = comparison.coverage, longest = comparison.longest, density = comparison.density
FROM comparison
WHERE comparison.item = item_state.item
