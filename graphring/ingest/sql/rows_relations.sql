-- Direct ties between accounts.
INSERT INTO relation_row SELECT $source, account_id, other_account_id, kind, time, weight FROM clean;
