-- Different items of work by account.
SELECT a, count(*) AS n FROM done GROUP BY a;
