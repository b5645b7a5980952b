-- Links of one column of exchanges.
INSERT INTO new_link
SELECT a.value, $kind, e.value, first_seen, last_seen, n, n_days FROM (
    SELECT account_id, {name} AS entity, min(time) AS first_seen, max(time) AS last_seen, count(*) AS n,
           count(DISTINCT epoch_us(time) // 86400000000)::INTEGER AS n_days
    FROM checked WHERE {name} >= 0 AND {good} GROUP BY account_id, {name}
) JOIN word_account_id a ON a.code = account_id JOIN word_{name} e ON e.code = entity;
