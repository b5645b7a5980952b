-- Everything that the derived tables are made of, from the ledger and the rows; these replace what was derived before.
DELETE FROM new_link;
DELETE FROM new_activity;
DELETE FROM new_seen;
DELETE FROM link;
DELETE FROM activity;
DELETE FROM account;
INSERT INTO new_link
WITH used AS (
    SELECT account_id, 'ip_address' AS kind, ip AS entity_id, time FROM ledger WHERE ip IS NOT NULL
    UNION ALL SELECT account_id, 'payment_instrument', instrument, time FROM ledger WHERE instrument IS NOT NULL
    UNION ALL SELECT account_id, 'client', client, time FROM ledger WHERE client IS NOT NULL
    UNION ALL SELECT account_id, 'prompt_template', unnest(list_distinct(template_ids)), time FROM ledger WHERE template_ids IS NOT NULL
)
SELECT account_id, kind, entity_id, min(time), max(time), count(*), count(DISTINCT time::DATE)::INTEGER
FROM used GROUP BY account_id, kind, entity_id;
INSERT INTO new_activity SELECT account_id, date_trunc('hour', time), model, count(*) FROM ledger GROUP BY ALL;
INSERT INTO new_seen SELECT account_id, min(time), max(time), count(*) FROM ledger GROUP BY account_id;
INSERT INTO new_link SELECT account_id, kind, entity_id, first_seen, last_seen, n, n_days FROM link_row;
INSERT INTO new_seen
SELECT account_id, min(first_seen), max(last_seen), 0 FROM (
    SELECT account_id, NULL::TIMESTAMPTZ AS first_seen, NULL::TIMESTAMPTZ AS last_seen FROM account_row
    UNION ALL SELECT account_id, first_seen, last_seen FROM link_row
    UNION ALL SELECT account_id, time, time FROM relation_row
    UNION ALL SELECT other_account_id, time, time FROM relation_row
    UNION ALL SELECT account_id, NULL, NULL FROM enforcement
) GROUP BY account_id;
