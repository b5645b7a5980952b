-- Who did each item of work first and last by number: one account, unless these two differ.
-- An item is told by 64 bits of a hash: two of a thousand million items fall together less often than once in thirty runs.
CREATE OR REPLACE TABLE done AS
SELECT hash(l.item) AS item, min(acct.idx) AS least_a, max(acct.idx) AS most_a
FROM ledger l JOIN acct USING (account_id)
WHERE l.item IS NOT NULL AND l.time < coalesce($until, 'infinity'::TIMESTAMPTZ) GROUP BY ALL;
-- Items that several accounts did; where there are none the ledger is not read again.
CREATE OR REPLACE TABLE common AS
SELECT DISTINCT acct.idx AS a, several.item
FROM ledger l JOIN acct USING (account_id)
    JOIN (SELECT item FROM done WHERE least_a < most_a) several ON several.item = hash(l.item)
WHERE l.item IS NOT NULL AND l.time < coalesce($until, 'infinity'::TIMESTAMPTZ);
