-- The hour of each account's first exchange; where the case holds no exchanges of it, the first time on a link.
SELECT account_id, coalesce(first_hour, first_seen) AS first_seen
FROM account LEFT JOIN (SELECT account_id, min(hour) AS first_hour FROM activity GROUP BY account_id) USING (account_id)
WHERE coalesce(first_hour, first_seen) IS NOT NULL
ORDER BY account_id;
