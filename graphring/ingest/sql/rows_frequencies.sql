-- How many accounts of the whole platform have a thing.
INSERT INTO frequency
SELECT $source, kind, entity_id, max(n_accounts), max(n_trusted) FROM clean GROUP BY kind, entity_id;
