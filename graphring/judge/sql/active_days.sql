-- Days (UTC) on which any member was active.
SELECT cand.c, count(DISTINCT s.hour::DATE) AS n
FROM seen_activity s JOIN acct USING (account_id) JOIN cand ON cand.a = acct.idx GROUP BY cand.c;
