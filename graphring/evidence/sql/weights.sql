-- What sharing each entity weighs when ties are made: the group is unknown yet, so rarity is taken among everybody.
-- A file of frequencies speaks for the whole platform where there is one.
ALTER TABLE ent ADD COLUMN w BIGINT;
UPDATE ent SET w = CAST(micronats(
        rarity(greatest(ent.d, coalesce(ent.platform_d, 0)), coalesce($n_platform, $n_accounts),
               greatest(ent.k, coalesce(ent.platform_k, 0)), coalesce($n_trusted_platform, $n_trusted)),
        layer.m, CASE WHEN ent.class = 'residential_proxy' THEN greatest(layer.eps, $proxy_eps) ELSE layer.eps END)
    * kept.share AS BIGINT)
FROM layer, (
    SELECT e.idx, coalesce(h.share, 1.0) AS share FROM ent e LEFT JOIN hub_class h ON h.class = e.class
) kept
WHERE layer.family = ent.family AND kept.idx = ent.idx;
