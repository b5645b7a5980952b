-- Direct ties between accounts: rarer where both have few of them. One row for a pair and kind, whatever the direction.
CREATE TABLE rel AS
WITH one AS (
    SELECT least(x.idx, y.idx) AS a, greatest(x.idx, y.idx) AS b, r.kind, sum(r.n)::BIGINT AS n
    FROM seen_relation r JOIN acct x ON x.account_id = r.account_id JOIN acct y ON y.account_id = r.other_account_id
    WHERE x.idx <> y.idx GROUP BY ALL
), degree AS (
    SELECT i, kind, count(*) AS d FROM (SELECT a AS i, kind FROM one UNION ALL SELECT b, kind FROM one) GROUP BY ALL
)
SELECT one.a, one.b, one.kind, one.n, micronats(least(1.0, greatest(x.d, y.d) / $n_accounts), layer.m, layer.eps) AS w
FROM one JOIN degree x ON x.i = one.a AND x.kind = one.kind JOIN degree y ON y.i = one.b AND y.kind = one.kind, layer
WHERE layer.family = 'relation';
