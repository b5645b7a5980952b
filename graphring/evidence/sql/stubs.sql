-- Hubs enter the graph as vertices of size zero, so that what they hold together stays together without their pairs.
-- What weighs less than a family needs to agree holds nothing together, and has the most links of all.
CREATE TABLE stub AS
SELECT idx AS e, (row_number() OVER (ORDER BY idx) - 1)::INTEGER AS place, (w / $stub_divisor)::BIGINT AS w
FROM ent WHERE d > $max_degree AND w >= $agree;
-- As with pairs, a network counts only for accounts with no address in it that counts, and the strongest edges of each
-- account stay. Equal ones go by the order of hubs, the same for all accounts: who shares two hubs keeps the same one.
CREATE TABLE stub_edge AS
WITH side AS (
    SELECT lnk.a, stub.place, stub.w, ent.kind, ent.block FROM stub JOIN lnk USING (e) JOIN ent ON ent.idx = stub.e
), addressed AS (SELECT DISTINCT a, block FROM side WHERE kind = 'ip_address')
SELECT a, place, w FROM side
WHERE w > 0 AND NOT (kind = 'network' AND EXISTS (FROM addressed o WHERE o.a = side.a AND o.block = side.block))
QUALIFY row_number() OVER (PARTITION BY a ORDER BY w DESC, place) <= $strongest;
