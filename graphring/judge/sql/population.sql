-- What holds for everybody in the run.
SELECT count(*) AS n, count(*) FILTER (enforced) AS n_enforced, coalesce(bool_or(verified), false) AS verified,
       coalesce(bool_or(established), false) AS ages, coalesce(bool_or(confirmed), false) AS confirmed
FROM acct;
