-- Rows of the accounts in `erased` that are not of exchanges, and how many of the accounts the case knows.
SELECT (SELECT count(*) FROM account_row WHERE account_id IN (FROM erased))
     + (SELECT count(*) FROM link_row WHERE account_id IN (FROM erased))
     + (SELECT count(*) FROM relation_row WHERE account_id IN (FROM erased) OR other_account_id IN (FROM erased))
     + (SELECT count(*) FROM enforcement WHERE account_id IN (FROM erased))
     + (SELECT count(*) FROM decision WHERE what = 'account' AND id IN (FROM erased)) AS rows,
       (SELECT count(*) FROM account WHERE account_id IN (FROM erased)) AS known;
