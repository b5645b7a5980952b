-- The ledger's files (variable ledger_files) as one relation; a column that a file has no use for is absent there.
CREATE OR REPLACE TEMP VIEW ledger AS
SELECT * FROM ledger_none
UNION ALL BY NAME
SELECT * FROM read_parquet(getvariable('ledger_files'), union_by_name = true, hive_partitioning = false);
