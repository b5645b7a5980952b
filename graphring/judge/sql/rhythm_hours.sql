-- Exchanges of each account by hour of day (UTC).
SELECT acct.idx AS a, hour(s.hour)::INTEGER AS hour, sum(s.n)::BIGINT AS n
FROM seen_activity s JOIN acct USING (account_id) GROUP BY ALL;
