-- Clean account rows; e-mail domain and organisation are things that accounts share, so they are links as well.
INSERT INTO account_row
SELECT $source, account_id, created_at, closed_at, close_reason, pathway, email_domain, organisation, country, verified FROM clean;
INSERT INTO link_row
SELECT $source, account_id, kind, entity_id, NULL, NULL, 1, NULL FROM (
    SELECT DISTINCT account_id, 'email_domain' AS kind, email_domain AS entity_id FROM clean
    UNION ALL SELECT DISTINCT account_id, 'organisation', organisation FROM clean
) WHERE entity_id IS NOT NULL;
