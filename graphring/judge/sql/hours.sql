-- Exchanges of the members by hour of day (UTC).
SELECT cand.c, hour(s.hour)::INTEGER AS hour, sum(s.n)::BIGINT AS n
FROM seen_activity s JOIN acct USING (account_id) JOIN cand ON cand.a = acct.idx GROUP BY ALL ORDER BY ALL;
