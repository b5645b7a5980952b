-- The first and the last day (UTC, since 1970) with exchanges.
SELECT (epoch_us(min(hour)) // 86400000000)::INTEGER AS first, (epoch_us(max(hour)) // 86400000000)::INTEGER AS last FROM seen_activity;
