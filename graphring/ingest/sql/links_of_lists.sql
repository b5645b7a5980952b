-- Links of one column of exchanges whose cells hold several values.
CREATE OR REPLACE TEMP TABLE word_each AS SELECT code, unnest(string_split(value, chr(31))) AS value FROM word_{plain};
INSERT INTO {into}
SELECT a.value, $kind, entity, first_seen, last_seen, n, n_days FROM (
    SELECT account_id, e.value AS entity, min(time) AS first_seen, max(time) AS last_seen, count(*) AS n,
           ({days})::INTEGER AS n_days
    FROM checked JOIN word_each e ON e.code = checked.{name} WHERE {good} GROUP BY account_id, e.value
) JOIN word_account_id a ON a.code = account_id;
