-- Items that several accounts did, numbered, by account.
SELECT a, dense_rank() OVER (ORDER BY item)::INTEGER AS item FROM done
WHERE item IN (SELECT item FROM done GROUP BY item HAVING count(*) > 1) ORDER BY a, item;
