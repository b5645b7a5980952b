-- The graph for detection, sorted: ties between accounts, then accounts to the stubs of their hubs.
SELECT source, target, w FROM (
    SELECT a AS source, b AS target, w FROM tie
    UNION ALL SELECT lnk.a, $n_accounts::INTEGER + stub.place, stub.w FROM stub JOIN lnk USING (e) WHERE stub.w > 0
) ORDER BY source, target;
