-- The strongest ties within each group, at most as many as given for it.
WITH within AS (
    SELECT x.c, tie.a, tie.b, tie.w, tie.families,
           row_number() OVER (PARTITION BY x.c ORDER BY tie.w DESC, tie.a, tie.b) AS place, count(*) OVER (PARTITION BY x.c) AS n_ties
    FROM tie JOIN cand x ON x.a = tie.a JOIN cand y ON together(y.c, y.a) = together(x.c, tie.b)
)
SELECT c, a, b, p.account_id AS account_a, q.account_id AS account_b, w, families, n_ties
FROM within JOIN given_most USING (c) JOIN acct p ON p.idx = within.a JOIN acct q ON q.idx = within.b
WHERE place <= given_most.most ORDER BY c, place;
