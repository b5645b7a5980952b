-- Accounts outside a group that have something specific to it; at most $most are named. Not asked for weak groups.
-- What a bystander shares is gathered for those who are named only: of all of them these lists took more than the machine has.
WITH near AS (
    SELECT x.c, lnk.a, count(*) AS n
    FROM cand_ent x SEMI JOIN given_strong s ON s.c = x.c JOIN lnk USING (e) WHERE x.specific AND x.n_out > 0 GROUP BY ALL
), outside AS (
    SELECT c, a, n FROM near ANTI JOIN cand m ON together(m.c, m.a) = together(near.c, near.a)
), counted AS (
    SELECT c, count(*) AS n_all FROM outside GROUP BY c
), named AS (
    SELECT c, unnest(min_by(a, (-n, a), greatest($most, 1))) AS a FROM outside WHERE $most > 0 GROUP BY c
), held AS (
    SELECT named.c, named.a, x.kind, count(*) AS n
    FROM named JOIN lnk USING (a) JOIN cand_ent x ON together(x.c, x.e) = together(named.c, lnk.e)
    WHERE x.specific AND x.n_out > 0 GROUP BY ALL
), placed AS (
    SELECT c, a, sum(n)::BIGINT AS n, list({'kind': kind, 'n': n} ORDER BY kind) AS shared FROM held GROUP BY c, a
)
SELECT c, acct.account_id, n, shared, n_all
FROM placed JOIN counted USING (c) JOIN acct ON acct.idx = placed.a ORDER BY c, n DESC, a;
