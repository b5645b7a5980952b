-- Hours and days of every source, counted again after rows of the ledger went or came.
DELETE FROM source_hour;
DELETE FROM source_day;
INSERT INTO source_hour SELECT source, date_trunc('hour', time), count(*) FROM ledger GROUP BY ALL;
INSERT INTO source_day SELECT source, hour::DATE, sum(rows)::BIGINT FROM source_hour GROUP BY ALL;
