SELECT * EXCLUDE (line) FROM back WHERE source = $source AND time::DATE = $day ORDER BY account_id, time, exchange_id;
