-- What a run would have looked at on an earlier day: the ledger and dated rows before $until.
CREATE TABLE seen_row AS
    SELECT account_id, time, ip, instrument, template_ids, client, model FROM ledger WHERE time < $until;
CREATE TABLE seen_link AS
    WITH used AS (
        SELECT account_id, 'ip_address' AS kind, ip AS entity_id, time AS first_seen, time AS last_seen, 1 AS n FROM seen_row
        UNION ALL SELECT account_id, 'payment_instrument', instrument, time, time, 1 FROM seen_row
        UNION ALL SELECT account_id, 'client', client, time, time, 1 FROM seen_row
        UNION ALL SELECT account_id, 'prompt_template', unnest(list_distinct(template_ids)), time, time, 1 FROM seen_row
        UNION ALL SELECT account_id, kind, entity_id, first_seen, least(last_seen, $until), n FROM link_row
            WHERE coalesce(first_seen, TIMESTAMPTZ '1970-01-01') < $until
    )
    SELECT account_id, kind, entity_id, min(first_seen) AS first_seen, max(last_seen) AS last_seen, sum(n)::BIGINT AS n
    FROM used WHERE entity_id IS NOT NULL GROUP BY ALL;
CREATE TABLE seen_account AS
    SELECT a.account_id, min(r.time) AS first_seen, max(r.time) AS last_seen, count(r.time) AS n_exchanges
    FROM account a LEFT JOIN seen_row r USING (account_id)
    WHERE coalesce(a.created_at, a.first_seen, TIMESTAMPTZ '1970-01-01') < $until
    GROUP BY a.account_id;
CREATE TABLE seen_activity AS
    SELECT account_id, date_trunc('hour', time) AS hour, model, count(*) AS n FROM seen_row GROUP BY ALL;
CREATE TABLE seen_relation AS
    SELECT account_id, other_account_id, kind, count(*) AS n FROM relation_row
    WHERE coalesce(time, TIMESTAMPTZ '1970-01-01') < $until GROUP BY ALL;
CREATE TABLE seen_enforcement AS SELECT account_id, time FROM enforcement WHERE time < $until;
