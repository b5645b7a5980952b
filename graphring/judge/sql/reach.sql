-- By entity number: how large a group must be to make it specific, with all of its members left out. Most are within reach of any.
SELECT ent.d - greatest(0, layer.m * exp(-$specific / 1e6) - layer.eps) * coalesce($n_platform, $n_accounts) AS least_size
FROM ent JOIN layer USING (family) ORDER BY ent.idx;
