-- Every account that is named anywhere, with what is known of it.
WITH named AS (
    SELECT account_id FROM account UNION SELECT account_id FROM link
    UNION SELECT account_id FROM relation UNION SELECT other_account_id FROM relation
), dated AS (SELECT account_id, min(first_seen) AS first_seen, max(last_seen) AS last_seen FROM link GROUP BY account_id
), punished AS (
    SELECT account_id, time AS enforced_at, action AS enforcement, reason AS enforcement_reason FROM enforcement
    QUALIFY row_number() OVER (PARTITION BY account_id ORDER BY time DESC, action, reason) = 1
)
SELECT named.account_id AS id, created_at, closed_at, close_reason, pathway, email_domain, organisation, country, verified,
       least(a.first_seen, dated.first_seen) AS first_seen, greatest(a.last_seen, dated.last_seen) AS last_seen,
       coalesce(n_exchanges, 0) AS n_exchanges, enforced_at, enforcement, enforcement_reason,
       decision, decision_reason, decided_by, decided_at, decision_until
FROM named LEFT JOIN account a USING (account_id) LEFT JOIN dated USING (account_id) LEFT JOIN punished USING (account_id)
    LEFT JOIN decided ON decided.what = 'account' AND decided.id = named.account_id
