INSERT INTO project (singleton, project_id, name, blind, item_order, order_seed, guidelines, created_at, program)
VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
