-- Links with what is new in them; only those that are met again are written again, so that a day costs what it holds.
-- Counts add up, times are least and greatest, so the order of files does not matter.
-- Days add up only where no two sources have a day in common; where they have, `fresh_all` was run before.
CREATE OR REPLACE TEMP TABLE met AS
SELECT link.rowid AS place, link.* FROM link SEMI JOIN new_link USING (account_id, kind, entity_id);
CREATE OR REPLACE TEMP TABLE merged AS
SELECT account_id, kind, entity_id, min(first_seen) AS first_seen, max(last_seen) AS last_seen,
       sum(n)::BIGINT AS n, sum(n_days)::INTEGER AS n_days
FROM (SELECT * EXCLUDE (place) FROM met UNION ALL FROM new_link) GROUP BY account_id, kind, entity_id;
DELETE FROM link WHERE rowid IN (SELECT place FROM met);
INSERT INTO link FROM merged;
DROP TABLE met; DROP TABLE merged;
