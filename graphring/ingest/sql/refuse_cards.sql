-- Card numbers in a column of ids become bad cells.
INSERT INTO {bad} SELECT line, {name} FROM checked WHERE {name} IN (SELECT value FROM card);
UPDATE checked SET {name} = NULL WHERE {name} IN (SELECT value FROM card);
