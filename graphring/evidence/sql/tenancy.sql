-- What hubs without a listed class plainly are, told by who is behind them. It names them; it does not change a weight.
ALTER TABLE ent ADD COLUMN tenancy VARCHAR;
ALTER TABLE ent ADD COLUMN tenancy_reason VARCHAR;
UPDATE ent SET tenancy = told.class, tenancy_reason = told.reason
FROM (
    WITH hub AS (
        SELECT idx AS e, kind, d FROM ent WHERE d > $max_degree AND class IS NULL
    ), behind AS (
        SELECT hub.e, hub.kind, hub.d, lnk.a, acct.organisation FROM hub JOIN lnk USING (e) JOIN acct ON acct.idx = lnk.a
    ), organisations AS (
        SELECT e, max(n) AS n_top, count(*) AS n_different FROM (
            SELECT e, organisation, count(*) AS n FROM behind WHERE organisation IS NOT NULL GROUP BY ALL
        ) GROUP BY e
    ), cards AS (
        SELECT b.e, count(DISTINCT b.a) AS n_sharing
        FROM behind b JOIN lnk ON lnk.a = b.a JOIN ent p ON p.idx = lnk.e AND p.family = 'payment' GROUP BY b.e
    ), payers AS (
        SELECT b.e, count(DISTINCT b.a) AS n FROM (SELECT DISTINCT e, a FROM behind) b JOIN total ON total.a = b.a AND total.family = 'payment' GROUP BY b.e
    )
    SELECT hub.e,
        CASE WHEN n_top >= 0.8 * d THEN 'office'
             WHEN kind = 'payment_instrument' AND n_different >= 0.3 * d THEN 'reseller'
             WHEN kind = 'ip_address' AND payers.n >= 0.5 * d AND coalesce(n_sharing, 0) <= 0.3 * payers.n THEN 'nat'
             WHEN kind = 'prompt_template' AND payers.n >= 0.5 * d AND coalesce(n_sharing, 0) <= 0.3 * payers.n THEN 'public_template'
        END AS class,
        CASE WHEN n_top >= 0.8 * d THEN n_top || ' of its ' || d || ' accounts declare one organisation'
             WHEN kind = 'payment_instrument' THEN 'its ' || d || ' accounts declare ' || n_different || ' organisations'
             ELSE 'its ' || d || ' accounts pay each for themselves: ' || coalesce(n_sharing, 0) || ' of ' || payers.n || ' share an instrument'
        END AS reason
    FROM hub LEFT JOIN organisations USING (e) LEFT JOIN cards USING (e) LEFT JOIN payers USING (e)
) told
WHERE told.e = ent.idx AND told.class IS NOT NULL;
