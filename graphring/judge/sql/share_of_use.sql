-- By candidate and family: the mean over members of the share of their use that goes to specific entities, in millionths.
WITH each AS (
    SELECT c, spec.a, spec.family, (1000000 * least(sum(spec.n), any_value(total.n)) // any_value(total.n))::BIGINT AS part
    FROM spec JOIN ent ON ent.idx = spec.e AND ent.kind <> 'network' JOIN total ON total.a = spec.a AND total.family = spec.family
    GROUP BY c, spec.a, spec.family
)
SELECT c, family, sum(part)::BIGINT AS parts FROM each GROUP BY c, family ORDER BY c, family;
