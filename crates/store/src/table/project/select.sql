SELECT project_id, name, blind, item_order, order_seed, guidelines, created_at, program
FROM project
