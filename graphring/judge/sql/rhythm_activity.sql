-- Exchanges of each account by hour (UTC, since 1970), in no order and by model: sums are taken elsewhere.
SELECT acct.idx AS a, (epoch_us(s.hour) // 3600000000)::INTEGER AS hour, s.n
FROM seen_activity s JOIN acct USING (account_id);
