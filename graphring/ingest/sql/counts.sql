-- Days, hours and accounts of one source, from its coded rows; in order, hours are written in half the time.
CREATE OR REPLACE TEMP TABLE hourly AS
SELECT account_id, epoch_us(time) // 3600000000 AS hour, {model} AS model, count(*) AS n FROM checked WHERE {good} GROUP BY ALL
ORDER BY account_id, hour, model;
INSERT INTO source_hour SELECT $source, make_timestamptz(hour * 3600000000), sum(n)::BIGINT FROM hourly GROUP BY hour;
INSERT INTO source_day SELECT $source, hour::DATE, sum(rows)::BIGINT FROM source_hour WHERE source = $source GROUP BY ALL;
INSERT INTO new_seen
SELECT w.value, s.first_seen, s.last_seen, s.n FROM (
    SELECT account_id, min(time) AS first_seen, max(time) AS last_seen, count(*) AS n FROM checked WHERE {good} GROUP BY account_id
) s JOIN word_account_id w ON w.code = s.account_id;
