-- Relations, from all rows of relations: there are few.
CREATE OR REPLACE TABLE relation AS
SELECT account_id, other_account_id, kind, min(time) AS first_seen, max(time) AS last_seen, count(*) AS n,
       sum(TRY_CAST(weight AS DECIMAL(38, 6)))::DOUBLE AS weight
FROM relation_row GROUP BY account_id, other_account_id, kind;
