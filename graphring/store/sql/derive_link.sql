-- Links with what is new in them. Counts add up, times are least and greatest, so the order of files does not matter.
-- Days add up only where no two sources have a day in common; where they have, `fresh_all` was run before.
CREATE OR REPLACE TEMP TABLE merged AS
SELECT account_id, kind, entity_id, min(first_seen) AS first_seen, max(last_seen) AS last_seen,
       sum(n)::BIGINT AS n, sum(n_days)::INTEGER AS n_days
FROM (FROM link WHERE kind IN (SELECT kind FROM new_link) UNION ALL FROM new_link) GROUP BY account_id, kind, entity_id;
DELETE FROM link WHERE kind IN (SELECT kind FROM new_link);
INSERT INTO link FROM merged;
DROP TABLE merged;
