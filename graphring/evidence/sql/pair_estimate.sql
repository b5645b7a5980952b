-- How many pairs of accounts the entities with d accounts would make, by d.
SELECT d, count(*) AS n_entities, sum(d::HUGEINT * (d - 1) // 2)::HUGEINT AS n_pairs
FROM ent WHERE w > 0 GROUP BY d ORDER BY d;
