-- Families fused: one family alone is halved; then the strongest of each account, ties of equal strength in an order
-- that no account id and no key has a hand in. Weights stay below 2^27 micronats, so strength and hash fit one number.
CREATE TABLE fused AS
WITH joined AS (
    SELECT a, b, CASE WHEN count(*) FILTER (pair_family.w >= $agree) < 2 THEN sum(pair_family.w) // 2 ELSE sum(pair_family.w) END::BIGINT AS w,
           bit_or(layer.bit) FILTER (pair_family.w >= $agree) AS families
    FROM pair_family JOIN layer USING (family) GROUP BY a, b
)
SELECT a, b, w, families, w * 68719476736 + (xor(x.h, y.h) >> 28)::BIGINT AS strength
FROM joined JOIN acct x ON x.idx = a JOIN acct y ON y.idx = b WHERE w > 0;
DROP TABLE pair_family;
CREATE TABLE floor_of AS
SELECT i, list_min(max(strength, $strongest)) AS least
FROM (SELECT a AS i, strength FROM fused UNION ALL SELECT b, strength FROM fused) GROUP BY i;
CREATE TABLE tie AS
SELECT a, b, w, coalesce(families, 0)::INTEGER AS families FROM fused
JOIN floor_of x ON x.i = a JOIN floor_of y ON y.i = b
WHERE strength >= x.least OR strength >= y.least;
DROP TABLE fused; DROP TABLE floor_of;
