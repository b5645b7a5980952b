-- Payment instruments of accounts.
INSERT INTO link_row
SELECT $source, account_id, 'payment_instrument', instrument,
       min(least(first_seen, last_seen)), max(greatest(last_seen, first_seen)), count(*), NULL
FROM clean GROUP BY account_id, instrument;
