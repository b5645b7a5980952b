-- Pairs of accounts by family: what their shared entities weigh together, capped.
-- A network counts for a pair only where they share no address in it.
CREATE TABLE pair_family AS
WITH side AS (
    SELECT lnk.a, lnk.e, ent.family, ent.w, ent.block, ent.kind = 'network' AS whole
    FROM lnk JOIN ent ON ent.idx = lnk.e WHERE ent.d <= $max_degree AND ent.w > 0
), plain AS (
    SELECT x.a AS a, y.a AS b, x.family, sum(x.w)::BIGINT AS w
    FROM side x JOIN side y ON x.e = y.e AND x.a < y.a WHERE x.block IS NULL GROUP BY x.a, y.a, x.family
), within AS (
    SELECT x.a AS a, y.a AS b, x.family, coalesce(sum(x.w) FILTER (NOT x.whole), max(x.w))::BIGINT AS w
    FROM side x JOIN side y ON x.e = y.e AND x.a < y.a WHERE x.block IS NOT NULL GROUP BY x.a, y.a, x.family, x.block
)
SELECT a, b, family, least(sum(w), any_value(layer.cap))::BIGINT AS w
FROM (SELECT * FROM plain UNION ALL SELECT * FROM within UNION ALL SELECT a, b, 'relation', w FROM rel) JOIN layer USING (family)
GROUP BY a, b, family;
