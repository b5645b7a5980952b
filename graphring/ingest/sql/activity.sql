INSERT INTO new_activity
SELECT a.value, make_timestamptz(hour * 3600000000), m.value, sum(n)::BIGINT
FROM hourly h JOIN word_account_id a ON a.code = h.account_id LEFT JOIN word_model m ON m.code = h.model
GROUP BY ALL;
DROP TABLE hourly;
