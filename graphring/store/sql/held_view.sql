-- Rows that repeat others (variable held_files), in the order in which they came.
CREATE OR REPLACE TEMP VIEW held AS
SELECT h.*, b.nth FROM (
    SELECT NULL::BIGINT AS line, * FROM ledger_none
    UNION ALL BY NAME
    SELECT * FROM read_parquet(getvariable('held_files'), union_by_name = true, hive_partitioning = false)
) h JOIN held_back b ON b.source = h.source;
