-- Activity with what is new in it.
CREATE OR REPLACE TABLE activity AS
SELECT account_id, hour, model, sum(n)::BIGINT AS n FROM (FROM activity UNION ALL FROM new_activity) GROUP BY account_id, hour, model;
