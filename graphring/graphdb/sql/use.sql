-- Accounts with what they used of one kind.
SELECT account_id AS "start", entity_id AS "end", first_seen, last_seen, n, n_days FROM link WHERE kind = $kind
