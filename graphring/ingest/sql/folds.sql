-- Cells without a zone within an hour of a change of clocks: `twice` where the same local time came before, `skipped`
-- where the local time of the moment is not the one that was written. Only few rows are near one, and read again.
WITH half_hour AS (
    SELECT DISTINCT epoch_us({name}) // 1800000000 AS number FROM checked WHERE {name} IS NOT NULL
), changing AS (
    SELECT number, make_timestamptz(number * 1800000000) AS t FROM half_hour
    WHERE timezone($tz, t) - timezone($tz, t - INTERVAL 1 HOUR) <> INTERVAL 1 HOUR
), near AS (
    SELECT line, {name} AS t FROM checked SEMI JOIN changing ON changing.number = epoch_us({name}) // 1800000000
), written AS (
    SELECT near.line, t, x, {naive} AS local
    FROM (SELECT {line} AS line, {given} AS x FROM {source}) JOIN near USING (line)
), told AS (
    SELECT line, x::VARCHAR AS value, CASE
        WHEN timezone($tz, t) <> local THEN 'skipped'
        WHEN timezone($tz, t - INTERVAL 1 HOUR) = local OR timezone($tz, t - INTERVAL 30 MINUTES) = local THEN 'twice'
    END AS what FROM written WHERE local IS NOT NULL
)
SELECT what, count(*) AS n, min(line) AS line, arg_min(value, line) AS value FROM told WHERE what IS NOT NULL GROUP BY what ORDER BY what;
