-- The graph for detection, sorted: ties between accounts, then accounts to the stubs of their hubs.
SELECT source, target, w FROM (
    SELECT a AS source, b AS target, w FROM tie
    UNION ALL SELECT a, $n_accounts::INTEGER + place, w FROM stub_edge
) ORDER BY source, target;
