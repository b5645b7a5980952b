-- By candidate and family: the mean over members of the share of their use that goes to specific entities, in millionths.
SELECT c, worth.family, sum((1000000 * least(worth.n, total.n) // total.n)::BIGINT)::BIGINT AS parts
FROM worth JOIN total ON total.a = worth.a AND total.family = worth.family
WHERE worth.n IS NOT NULL GROUP BY c, worth.family ORDER BY c, worth.family;
