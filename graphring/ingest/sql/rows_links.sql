-- Anything that accounts share; a time alone is first and last, a number below one counts as one use.
INSERT INTO link_row
SELECT $source, account_id, kind, entity_id,
       min(least(first_seen, time, last_seen)), max(greatest(last_seen, time, first_seen)),
       sum(greatest(coalesce(n, 1), 1))::BIGINT, NULL
FROM clean GROUP BY account_id, kind, entity_id;
INSERT INTO declared_kind SELECT DISTINCT $source, kind, family FROM clean WHERE family IS NOT NULL;
