-- Items of work: pairs of member and item, and how many different items that is.
WITH done AS (
    SELECT DISTINCT cand.c, cand.a, l.item
    FROM ledger l JOIN acct USING (account_id) JOIN cand ON cand.a = acct.idx WHERE l.item IS NOT NULL AND l.time < coalesce($until, 'infinity'::TIMESTAMPTZ)
)
SELECT c, count(*) AS n_pairs, count(DISTINCT item) AS n_items, count(DISTINCT a) AS n_members FROM done GROUP BY c ORDER BY c;
