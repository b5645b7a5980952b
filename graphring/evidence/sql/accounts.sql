-- Accounts that have something to share, numbered by id; `h` breaks ties of equal strength and knows nothing of keys.
-- `established` is what a trusted account must be, apart from the limits on the cohort as a whole.
CREATE TABLE acct AS
WITH busy AS (
    SELECT account_id FROM seen_link
    UNION SELECT account_id FROM seen_relation
    UNION SELECT other_account_id FROM seen_relation
), dated AS (
    SELECT account_id, min(first_seen) AS first_seen, max(last_seen) AS last_seen FROM seen_link GROUP BY ALL
), punished AS (SELECT DISTINCT account_id FROM seen_enforcement
), decided AS (
    SELECT id AS account_id, bool_or(decision = 'confirmed') AS confirmed, bool_or(decision IN ('cleared', 'allow')) AS cleared,
           bool_or(decision IN ('confirmed', 'hold')) AS suspected
    FROM decision WHERE what = 'account' AND coalesce(until >= $now::TIMESTAMPTZ, true) GROUP BY id
), known AS (
    SELECT busy.account_id, a.created_at,
           least(s.first_seen, dated.first_seen) AS first_seen, greatest(s.last_seen, dated.last_seen) AS last_seen,
           coalesce(s.n_exchanges, 0) AS n_exchanges, a.organisation, a.email_domain, a.pathway, a.verified,
           punished.account_id IS NOT NULL AS enforced,
           coalesce(confirmed, false) AS confirmed, coalesce(cleared, false) AS cleared, coalesce(suspected, false) AS suspected
    FROM busy LEFT JOIN account a USING (account_id) LEFT JOIN seen_account s USING (account_id)
        LEFT JOIN dated USING (account_id) LEFT JOIN punished USING (account_id) LEFT JOIN decided USING (account_id)
)
SELECT (row_number() OVER (ORDER BY account_id) - 1)::INTEGER AS idx, md5_number_lower(account_id) AS h, known.*,
       coalesce(least(created_at, first_seen) <= $now::TIMESTAMPTZ - to_days($min_age_days::INTEGER), false)
           AND coalesce(verified, NOT (SELECT coalesce(bool_or(verified), false) FROM account))
           AND NOT enforced AND NOT suspected AS established
FROM known ORDER BY idx;
