-- Accounts outside a group that have something specific to it; at most $most are named. Not asked for weak groups.
WITH near AS (
    SELECT x.c, lnk.a, x.kind, count(*) AS n FROM cand_ent x SEMI JOIN given_strong s ON s.c = x.c JOIN lnk USING (e) WHERE x.specific AND x.n_out > 0 GROUP BY ALL
), outside AS (
    SELECT near.c, near.a, sum(n)::BIGINT AS n, list({'kind': kind, 'n': n} ORDER BY kind) AS shared
    FROM near LEFT JOIN cand m ON m.c = near.c AND m.a = near.a WHERE m.a IS NULL GROUP BY near.c, near.a
), placed AS (
    SELECT *, row_number() OVER (PARTITION BY c ORDER BY n DESC, a) AS place, count(*) OVER (PARTITION BY c) AS n_all FROM outside
)
SELECT c, acct.account_id, placed.n, shared, n_all FROM placed JOIN acct ON acct.idx = placed.a WHERE place <= $most ORDER BY c, place;
