INSERT INTO {into}
SELECT a.value, make_timestamptz(hour * 3600000000), m.value, n
FROM hourly h JOIN word_account_id a ON a.code = h.account_id LEFT JOIN word_model m ON m.code = h.model;
DROP TABLE hourly;
