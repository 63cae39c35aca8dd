CREATE UNIQUE INDEX assignment_of_item ON assignment (item, member)
