-- Which member has which specific entity; then what each member is worth in each family, capped.
CREATE OR REPLACE TABLE spec_lnk AS
SELECT lnk.a, lnk.e, lnk.n FROM lnk SEMI JOIN (SELECT DISTINCT e FROM cand_ent WHERE specific) s ON s.e = lnk.e;
CREATE OR REPLACE TABLE spec AS
SELECT cand.c, cand.a, l.e, x.family, x.w, CASE WHEN x.kind <> 'network' THEN l.n END AS n
FROM cand JOIN spec_lnk l USING (a) JOIN cand_ent x ON together(x.c, x.e) = together(cand.c, l.e) AND x.specific;
CREATE OR REPLACE TABLE cand_rel AS
SELECT x.c, rel.a, rel.b, rel.kind, rel.w, rel.n
FROM rel JOIN cand x ON x.a = rel.a JOIN cand y ON together(y.c, y.a) = together(x.c, rel.b) WHERE rel.w >= $specific;
-- `n`: uses of specific things; a network is used with its addresses. `least_e` and `most_e` are one where there is but one.
CREATE OR REPLACE TABLE worth AS
SELECT told.* REPLACE (least(told.w, layer.cap) AS w)
FROM (
    SELECT c, a, family, sum(w)::BIGINT AS w, sum(n)::BIGINT AS n, min(e) AS least_e, max(e) AS most_e
    FROM (
        SELECT c, a, family, w, n, e FROM spec
        UNION ALL SELECT c, a, 'relation', w, NULL, NULL FROM cand_rel UNION ALL SELECT c, b, 'relation', w, NULL, NULL FROM cand_rel
    ) GROUP BY c, a, family
) told JOIN layer USING (family);
