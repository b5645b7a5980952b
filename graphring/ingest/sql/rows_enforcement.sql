-- What was done to accounts.
INSERT INTO enforcement SELECT DISTINCT $source, time, account_id, action, reason FROM clean;
