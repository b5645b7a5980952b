-- Days (UTC, since 1970) on which each account was active.
SELECT DISTINCT acct.idx AS a, (epoch_us(s.hour) // 86400000000)::INTEGER AS day
FROM seen_activity s JOIN acct USING (account_id);
