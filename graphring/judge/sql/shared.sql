-- What members share, weighed anew with the group left out: its own members say nothing about how rare a thing is.
-- `given_shared` counts the members and the trusted members who have each thing (holdings.py).
-- `specific`: rare outside, and more members have it than chance would bring (three standard deviations and one).
CREATE OR REPLACE TABLE inside AS SELECT c, e, n_in, k_in FROM given_shared;
CREATE OR REPLACE TABLE cand_ent AS
WITH weighed AS (
    SELECT inside.c, e, n_in, ent.d - n_in AS n_out, ent.k - k_in AS k_out, ent.family, ent.kind, ent.block, s.size,
           rarity_outside(
               greatest(ent.d - n_in, coalesce(ent.platform_d, 0) - n_in), coalesce($n_platform, $n_accounts) - s.size,
               greatest(ent.k - k_in, coalesce(ent.platform_k, 0) - k_in),
               coalesce($n_trusted_platform, $n_trusted) - s.n_trusted) AS share_outside,
           layer.m, CASE WHEN ent.class = 'residential_proxy' THEN greatest(layer.eps, $proxy_eps) ELSE layer.eps END AS eps,
           coalesce(hub_class.share, 1.0) AS kept, ent.allowed
    FROM inside JOIN ent ON ent.idx = inside.e JOIN cand_size s USING (c) JOIN layer USING (family)
        LEFT JOIN hub_class ON hub_class.class = ent.class
), told AS (
    SELECT c, e, n_in, n_out, k_out, family, kind, block, size, share_outside, allowed,
           (micronats(share_outside, m, eps) * kept)::BIGINT AS w,
           n_in > size * share_outside + 3 * sqrt(size * share_outside) + 1 AS above_chance
    FROM weighed
)
SELECT told.* EXCLUDE (above_chance, block),
       w >= $specific AND above_chance AND NOT allowed AND (kind <> 'network' OR seen.block IS NULL) AS specific
FROM told LEFT JOIN (SELECT DISTINCT c, block FROM told WHERE kind = 'ip_address') seen
    ON told.kind = 'network' AND seen.c = told.c AND seen.block = told.block;
