UPDATE item_state
SET disagreement = disagreement.value
FROM disagreement
WHERE disagreement.item = item_state.item
