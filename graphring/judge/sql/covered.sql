-- Which member has which specific entity; then what each member is worth in each family, capped.
CREATE OR REPLACE TABLE spec_lnk AS
SELECT lnk.a, lnk.e, lnk.n FROM lnk SEMI JOIN (SELECT DISTINCT e FROM cand_ent WHERE specific) s ON s.e = lnk.e;
CREATE OR REPLACE TABLE spec AS
SELECT cand.c, cand.a, l.e, x.family, x.w, l.n
FROM cand JOIN spec_lnk l USING (a) JOIN cand_ent x ON together(x.c, x.e) = together(cand.c, l.e) AND x.specific;
CREATE OR REPLACE TABLE cand_rel AS
SELECT x.c, rel.a, rel.b, rel.kind, rel.w, rel.n
FROM rel JOIN cand x ON x.a = rel.a JOIN cand y ON together(y.c, y.a) = together(x.c, rel.b) WHERE rel.w >= $specific;
CREATE OR REPLACE TABLE worth AS
SELECT c, a, family, least(sum(w), any_value(layer.cap))::BIGINT AS w
FROM (
    SELECT c, a, family, w FROM spec
    UNION ALL SELECT c, a, 'relation', w FROM cand_rel UNION ALL SELECT c, b, 'relation', w FROM cand_rel
) JOIN layer USING (family) GROUP BY c, a, family;
