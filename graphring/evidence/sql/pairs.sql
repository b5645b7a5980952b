-- What two accounts share, one row for a pair and each thing; a pair is one number, its first account in the upper half.
-- A network counts for a pair only where they share no address in it, so addresses are summed up by network first.
CREATE TABLE pair_share AS
WITH network AS (
    SELECT block, row_number() OVER () AS place FROM (SELECT DISTINCT block FROM ent WHERE block IS NOT NULL)
), side AS (
    SELECT lnk.a, lnk.e, layer.place AS family, ent.w, network.place AS network, ent.kind = 'network' AS whole
    FROM lnk JOIN ent ON ent.idx = lnk.e JOIN layer USING (family) LEFT JOIN network USING (block)
    WHERE ent.d <= $max_degree AND ent.w > 0
)
SELECT together(x.a, y.a) AS pair, x.family, x.w
FROM side x JOIN side y ON x.e = y.e AND x.a < y.a WHERE x.network IS NULL
UNION ALL
SELECT together(x.a, y.a), x.family, coalesce(sum(x.w) FILTER (NOT x.whole), max(x.w))::BIGINT
FROM side x JOIN side y ON x.e = y.e AND x.a < y.a WHERE x.network IS NOT NULL GROUP BY 1, x.family, x.network
UNION ALL
SELECT together(a, b), layer.place, w FROM rel JOIN layer ON layer.family = 'relation';
