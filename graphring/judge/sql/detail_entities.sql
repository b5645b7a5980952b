-- What members share, most telling first and at most $most of each group; hubs (listed, plainly told, or very common) apart.
WITH named AS (
    SELECT x.c, x.e, x.kind, ent.entity_id, x.family, coalesce(ent.class, ent.tenancy) AS class,
           coalesce(ent.class_reason, ent.tenancy_reason) AS class_reason, x.n_in, x.n_out, x.k_out, x.share_outside, x.w, x.specific,
           NOT x.specific AND (ent.class IS NOT NULL OR ent.tenancy IS NOT NULL OR ent.d > $max_degree OR ent.allowed) AS hub,
           ent.d, x.size
    FROM cand_ent x JOIN ent ON ent.idx = x.e
), placed AS (
    -- Counted apart: a count with a filter over a window is worked out anew for every row.
    SELECT named.*, row_number() OVER (PARTITION BY c, hub ORDER BY specific DESC, n_in::BIGINT * w DESC, n_in DESC, d, e) AS place,
           coalesce(n_entities, 0) AS n_entities
    FROM named LEFT JOIN (SELECT c, count(*) AS n_entities FROM named WHERE NOT hub AND (specific OR w > 0) GROUP BY c) USING (c)
    WHERE specific OR hub OR w > 0
), shown AS (
    SELECT * FROM placed WHERE (hub AND place <= 10 AND 5 * n_in >= size) OR (NOT hub AND place <= $most)
), used AS (
    -- From the members' links to what is shown: every shown thing with every member first would be their product.
    SELECT cand.c, lnk.e, min(lnk.first_seen) AS first_seen, max(lnk.last_seen) AS last_seen
    FROM cand JOIN lnk USING (a) SEMI JOIN shown ON together(shown.c, shown.e) = together(cand.c, lnk.e) GROUP BY ALL
)
SELECT shown.* EXCLUDE (size, d), used.first_seen, used.last_seen
FROM shown JOIN used ON together(used.c, used.e) = together(shown.c, shown.e) ORDER BY c, hub, place;
