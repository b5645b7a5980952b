SELECT source, day, sum(rows)::BIGINT AS rows FROM source_day GROUP BY source, day ORDER BY source, day;
