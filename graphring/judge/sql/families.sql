-- By candidate and family: members covered, their mean weight, the one thing shared most, and who is left without it.
WITH most AS (
    SELECT c, family, e, n_in, row_number() OVER (PARTITION BY c, family ORDER BY n_in DESC, w DESC, e) AS place,
           count(*) OVER (PARTITION BY c, family) AS n_entities,
           count(*) FILTER (20 * n_in >= size) OVER (PARTITION BY c, family) AS n_leading
    FROM cand_ent WHERE specific
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
    FROM worth LEFT JOIN most ON most.c = worth.c AND most.family = worth.family AND most.place = 1 GROUP BY ALL
)
SELECT covered.c, covered.family, covered.n_members, covered.w,
       coalesce(most.n_entities, (SELECT count(*) FROM cand_rel r WHERE r.c = covered.c AND covered.family = 'relation'), 0)::BIGINT AS n_entities,
       coalesce(most.n_leading, 0)::BIGINT AS n_leading, coalesce(most.e, -1) AS top, coalesce(most.n_in, centre.n, 0)::BIGINT AS top_members,
       coalesce(covered.n_left_over, away.n, 0)::BIGINT AS n_without_top
FROM covered LEFT JOIN most ON most.c = covered.c AND most.family = covered.family AND most.place = 1
    LEFT JOIN centre ON centre.c = covered.c AND covered.family = 'relation'
    LEFT JOIN away ON away.c = covered.c AND covered.family = 'relation'
ORDER BY covered.c, covered.family;
