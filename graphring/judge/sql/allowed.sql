-- Members behind something on the allow-list, and hubs of a listed or plainly told class that half of the members share.
SELECT s.c, s.size, coalesce(allowed.n, 0)::BIGINT AS n_allowed, coalesce(told.classes, []) AS classes, coalesce(told.tenancies, []) AS tenancies
FROM cand_size s SEMI JOIN given_asked USING (c)
LEFT JOIN (
    SELECT c, count(DISTINCT a) AS n FROM (
        SELECT cand.c, cand.a FROM cand JOIN lnk USING (a) JOIN ent ON ent.idx = lnk.e AND ent.allowed
        UNION ALL SELECT cand.c, cand.a FROM cand JOIN acct ON acct.idx = cand.a JOIN decision d
            ON d.what = 'organisation' AND d.id = acct.organisation AND d.decision IN ('allow', 'cleared') AND coalesce(d.until >= $now::TIMESTAMPTZ, true)
    ) GROUP BY c
) allowed USING (c)
LEFT JOIN (
    SELECT x.c, list(DISTINCT {'family': ent.family, 'class': ent.class}) FILTER (ent.class IS NOT NULL) AS classes,
           list(DISTINCT {'family': ent.family, 'class': ent.tenancy}) FILTER (ent.tenancy IS NOT NULL) AS tenancies
    FROM cand_ent x JOIN ent ON ent.idx = x.e
    WHERE 2 * x.n_in >= x.size AND coalesce(ent.class, ent.tenancy) IS NOT NULL GROUP BY x.c
) told USING (c) ORDER BY s.c;
