-- Accounts with what is new of them. Of what files say differently of one account: the earliest creation, the latest
-- closing, the least text; verified only when no file denies it.
CREATE OR REPLACE TEMP TABLE touched AS SELECT DISTINCT account_id FROM new_seen;
CREATE OR REPLACE TEMP TABLE merged AS
WITH seen AS (
    SELECT account_id, min(first_seen) AS first_seen, max(last_seen) AS last_seen, sum(n_exchanges)::BIGINT AS n_exchanges
    FROM (
        SELECT account_id, first_seen, last_seen, n_exchanges FROM account SEMI JOIN touched USING (account_id)
        UNION ALL FROM new_seen
    ) GROUP BY account_id
), told AS (
    SELECT account_id, min(created_at) AS created_at, max(closed_at) AS closed_at, min(close_reason) AS close_reason,
           min(pathway) AS pathway, min(email_domain) AS email_domain, min(organisation) AS organisation,
           min(country) AS country, bool_and(verified) AS verified
    FROM account_row SEMI JOIN touched USING (account_id) GROUP BY account_id
)
SELECT account_id, created_at, closed_at, close_reason, pathway, email_domain, organisation, country, verified,
       first_seen, last_seen, n_exchanges
FROM seen LEFT JOIN told USING (account_id);
DELETE FROM account WHERE account_id IN (FROM touched);
INSERT INTO account FROM merged;
DROP TABLE touched; DROP TABLE merged;
