-- Different items of work by account.
SELECT a, sum(n)::BIGINT AS n FROM (
    SELECT least_a AS a, count(*) AS n FROM done WHERE least_a = most_a GROUP BY ALL
    UNION ALL SELECT a, count(*) FROM common GROUP BY ALL
) GROUP BY a;
