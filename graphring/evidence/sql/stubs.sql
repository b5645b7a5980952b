-- Hubs enter the graph as vertices of size zero, so that what they hold together stays together without their pairs.
CREATE TABLE stub AS
SELECT idx AS e, (row_number() OVER (ORDER BY idx) - 1)::INTEGER AS place, (w / $stub_divisor)::BIGINT AS w
FROM ent WHERE d > $max_degree AND w > 0;
