-- The last moment that the data knows of.
SELECT greatest((SELECT max(last_seen) FROM seen_link), (SELECT max(created_at) FROM account)) AS now;
