-- Hubs enter the graph as vertices of size zero, so that what they hold together stays together without their pairs.
-- What weighs less than a family needs to agree holds nothing together, and has the most links of all.
CREATE TABLE stub AS
SELECT idx AS e, (row_number() OVER (ORDER BY idx) - 1)::INTEGER AS place, (w / $stub_divisor)::BIGINT AS w
FROM ent WHERE d > $max_degree AND w >= $agree;
