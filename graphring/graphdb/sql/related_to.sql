-- Direct ties between accounts.
SELECT account_id AS "start", other_account_id AS "end", kind, first_seen, last_seen, n, weight FROM relation
