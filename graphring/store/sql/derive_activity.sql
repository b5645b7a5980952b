-- Activity with what is new in it; only hours that are met again are written again.
CREATE OR REPLACE TEMP TABLE met AS
SELECT activity.rowid AS place, activity.* FROM activity
WHERE hour IN (SELECT hour FROM new_activity)
    AND EXISTS (FROM new_activity n WHERE n.account_id = activity.account_id AND n.hour = activity.hour AND n.model IS NOT DISTINCT FROM activity.model);
CREATE OR REPLACE TEMP TABLE merged AS
SELECT account_id, hour, model, sum(n)::BIGINT AS n
FROM (SELECT * EXCLUDE (place) FROM met UNION ALL FROM new_activity) GROUP BY account_id, hour, model;
DELETE FROM activity WHERE rowid IN (SELECT place FROM met);
INSERT INTO activity FROM merged;
DROP TABLE met; DROP TABLE merged;
