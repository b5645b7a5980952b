// Accounts that are here although nothing was published yet.
MATCH (a:Account)
RETURN count(a) AS n;
