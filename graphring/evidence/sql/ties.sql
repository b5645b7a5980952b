-- Families capped and fused: one family alone is halved; then the strongest of each account, ties of equal strength in an
-- order that no account id and no key has a hand in. Weights stay below 2^27 micronats, so strength and hash fit one number.
-- Nearly all pairs share things of one family only: those are done with the one grouping of all pairs.
CREATE TABLE summed AS
SELECT pair, min(family) AS family, max(family) AS last_family, sum(w)::BIGINT AS w FROM pair_share GROUP BY pair;
CREATE TABLE joined AS
WITH each_family AS (
    SELECT pair, family, sum(w)::BIGINT AS w FROM pair_share
    WHERE pair IN (SELECT pair FROM summed WHERE family <> last_family) GROUP BY pair, family
), capped AS (
    SELECT pair, layer.bit, least(each_family.w, layer.cap) AS w FROM each_family JOIN layer ON layer.place = each_family.family
)
SELECT pair, least(summed.w, layer.cap) // 2 AS w, CASE WHEN least(summed.w, layer.cap) >= $agree THEN layer.bit ELSE 0 END AS families
FROM summed JOIN layer ON layer.place = summed.family WHERE summed.family = last_family
UNION ALL
SELECT pair, (CASE WHEN count(*) FILTER (w >= $agree) < 2 THEN sum(w) // 2 ELSE sum(w) END)::BIGINT,
       coalesce(bit_or(bit) FILTER (w >= $agree), 0)
FROM capped GROUP BY pair;
DROP TABLE pair_share; DROP TABLE summed;
CREATE TABLE fused AS
SELECT x.idx AS a, y.idx AS b, w, families, w * 68719476736 + (xor(x.h, y.h) >> 28)::BIGINT AS strength
FROM joined JOIN acct x ON x.idx = (pair >> 32)::INTEGER JOIN acct y ON y.idx = (pair & 4294967295)::INTEGER WHERE w > 0;
DROP TABLE joined;
CREATE TABLE floor_of AS
SELECT i, list_min(max(strength, $strongest)) AS least
FROM (SELECT a AS i, strength FROM fused UNION ALL SELECT b, strength FROM fused) GROUP BY i;
CREATE TABLE tie AS
SELECT a, b, w, families::INTEGER AS families FROM fused
JOIN floor_of x ON x.i = a JOIN floor_of y ON y.i = b
WHERE strength >= x.least OR strength >= y.least;
DROP TABLE fused; DROP TABLE floor_of;
