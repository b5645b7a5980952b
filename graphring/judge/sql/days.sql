-- Exchanges of the members and how many of them were active, by day (UTC).
SELECT cand.c, s.hour::DATE AS day, sum(s.n)::BIGINT AS n_exchanges, count(DISTINCT acct.idx)::BIGINT AS n_accounts
FROM seen_activity s JOIN acct USING (account_id) JOIN cand ON cand.a = acct.idx GROUP BY ALL ORDER BY ALL;
