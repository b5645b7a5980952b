-- Every row of the accounts in `erased`, and what was decided of them.
DELETE FROM account_row WHERE account_id IN (FROM erased);
DELETE FROM link_row WHERE account_id IN (FROM erased);
DELETE FROM relation_row WHERE account_id IN (FROM erased) OR other_account_id IN (FROM erased);
DELETE FROM enforcement WHERE account_id IN (FROM erased);
DELETE FROM decision WHERE what = 'account' AND id IN (FROM erased);
