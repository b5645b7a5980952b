-- By candidate and family: members covered, their mean weight, the one thing shared most, and who is left without it.
WITH most AS (
    SELECT c, family, arg_min(e, (-n_in, -w, e)) AS e, max(n_in) AS n_in, count(*) AS n_entities,
           count(*) FILTER (20 * n_in >= size) AS n_leading
    FROM cand_ent WHERE specific GROUP BY c, family
), hand AS (
    SELECT c, i, count(*) AS n FROM (SELECT c, a AS i FROM cand_rel UNION ALL SELECT c, b FROM cand_rel) GROUP BY ALL
), centre AS (SELECT c, arg_min(i, (-n, i)) AS i, max(n) AS n FROM hand GROUP BY c
), away AS (
    SELECT c, count(DISTINCT i) AS n FROM (
        SELECT r.c, unnest([r.a, r.b]) AS i FROM cand_rel r JOIN centre USING (c) WHERE r.a <> centre.i AND r.b <> centre.i
    ) GROUP BY c
), covered AS (
    SELECT worth.c, worth.family, count(*) AS n_members, sum(worth.w)::BIGINT AS w,
           nullif(count(*) FILTER (least_e <> most.e OR most_e <> most.e), 0) AS n_left_over
    FROM worth LEFT JOIN most ON most.c = worth.c AND most.family = worth.family GROUP BY ALL
)
SELECT covered.c, covered.family, covered.n_members, covered.w,
       coalesce(most.n_entities, (SELECT count(*) FROM cand_rel r WHERE r.c = covered.c AND covered.family = 'relation'), 0)::BIGINT AS n_entities,
       coalesce(most.n_leading, 0)::BIGINT AS n_leading, coalesce(most.e, -1) AS top, coalesce(most.n_in, centre.n, 0)::BIGINT AS top_members,
       coalesce(covered.n_left_over, away.n, 0)::BIGINT AS n_without_top
FROM covered LEFT JOIN most ON most.c = covered.c AND most.family = covered.family
    LEFT JOIN centre ON centre.c = covered.c AND covered.family = 'relation'
    LEFT JOIN away ON away.c = covered.c AND covered.family = 'relation'
ORDER BY covered.c, covered.family;
