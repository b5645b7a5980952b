-- Exchanges of the members and how many of them were active, by day (UTC).
WITH own AS (SELECT acct.account_id, cand.c, cand.a FROM cand JOIN acct ON acct.idx = cand.a
), daily AS (
    SELECT own.c, own.a, (epoch_us(s.hour) // 86400000000)::INTEGER AS day, sum(s.n)::BIGINT AS n
    FROM seen_activity s JOIN own USING (account_id) GROUP BY ALL
)
SELECT c, DATE '1970-01-01' + day AS day, sum(n)::BIGINT AS n_exchanges, count(*)::BIGINT AS n_accounts
FROM daily GROUP BY c, day ORDER BY c, day;
