-- Links of one column of exchanges.
INSERT INTO {into}
SELECT a.value, $kind, e.value, first_seen, last_seen, n, n_days FROM (
    SELECT account_id, {name} AS entity, min(time) AS first_seen, max(time) AS last_seen, count(*) AS n,
           ({days})::INTEGER AS n_days
    FROM checked WHERE {name} >= 0 AND {good} GROUP BY account_id, {name}
) JOIN word_account_id a ON a.code = account_id JOIN word_{plain} e ON e.code = entity;
