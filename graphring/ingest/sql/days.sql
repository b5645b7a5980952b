SELECT coalesce(epoch_us(min(day)::TIMESTAMP) // 86400000000, 0) AS first_day, coalesce(date_diff('day', min(day), max(day)) + 1, 0) AS n_days
FROM source_day WHERE source = $source;
