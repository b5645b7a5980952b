-- What of the case goes into the graph, as tables that are read more than once.
CREATE TABLE decided AS
SELECT what, id, decision, reason AS decision_reason, "by" AS decided_by, "at" AS decided_at, until AS decision_until
FROM standing_decision($now);

-- Entities with what is known of them. Networks are made of the addresses, beside those that were given as such.
CREATE TABLE address AS SELECT DISTINCT entity_id AS ip, network_of(entity_id) AS network FROM link WHERE kind = 'ip_address';
CREATE TABLE ent AS
WITH used AS (
    SELECT kind, entity_id, count(*) AS n_accounts, min(first_seen) AS first_seen, max(last_seen) AS last_seen
    FROM link WHERE kind <> 'network' GROUP BY kind, entity_id
    UNION ALL
    SELECT 'network', entity_id, count(DISTINCT account_id), min(first_seen), max(last_seen) FROM (
        SELECT account_id, entity_id, first_seen, last_seen FROM link WHERE kind = 'network'
        UNION ALL
        SELECT account_id, address.network, first_seen, last_seen FROM link JOIN address ON address.ip = entity_id WHERE kind = 'ip_address'
    ) GROUP BY entity_id
), told AS (
    SELECT kind, entity_id, min(class) AS class, min(reason) AS reason FROM known_entity
    WHERE until IS NULL OR until >= $now::TIMESTAMPTZ GROUP BY ALL
)
SELECT row_number() OVER (ORDER BY kind, entity_id) AS idx, kind, entity_id, n_accounts, first_seen, last_seen,
       told.class, told.reason AS class_reason
FROM used LEFT JOIN told USING (kind, entity_id);
