-- Items that several accounts did, numbered, by account.
SELECT a, dense_rank() OVER (ORDER BY item)::INTEGER AS item FROM common ORDER BY a, item;
