-- When every account was created or first seen, in microseconds, ascending.
SELECT epoch_us(coalesce(created_at, first_seen)) AS t FROM acct WHERE coalesce(created_at, first_seen) IS NOT NULL ORDER BY t;
