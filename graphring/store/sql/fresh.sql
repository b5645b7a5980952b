-- What this ingest adds to the derived tables, gathered over its files.
CREATE OR REPLACE TEMP TABLE new_link (account_id VARCHAR, kind VARCHAR, entity_id VARCHAR, first_seen TIMESTAMPTZ, last_seen TIMESTAMPTZ, n BIGINT, n_days INTEGER);
CREATE OR REPLACE TEMP TABLE new_activity (account_id VARCHAR, hour TIMESTAMPTZ, model VARCHAR, n BIGINT);
CREATE OR REPLACE TEMP TABLE new_seen (account_id VARCHAR, first_seen TIMESTAMPTZ, last_seen TIMESTAMPTZ, n_exchanges BIGINT);
