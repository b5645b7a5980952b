-- Payment instruments of accounts; a time alone is first and last.
INSERT INTO link_row
SELECT $source, account_id, 'payment_instrument', instrument,
       min(least(first_seen, time, last_seen)), max(greatest(last_seen, time, first_seen)), count(*), NULL
FROM clean GROUP BY account_id, instrument;
