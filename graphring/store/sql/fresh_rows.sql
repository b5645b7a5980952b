-- Links and accounts of the rows of one source that are not exchanges.
INSERT INTO new_link
SELECT account_id, kind, entity_id, first_seen, last_seen, n, n_days FROM link_row WHERE source = $source;
INSERT INTO new_seen
SELECT account_id, min(first_seen), max(last_seen), 0 FROM (
    SELECT account_id, NULL::TIMESTAMPTZ AS first_seen, NULL::TIMESTAMPTZ AS last_seen FROM account_row WHERE source = $source
    UNION ALL SELECT account_id, first_seen, last_seen FROM link_row WHERE source = $source
    UNION ALL SELECT account_id, time, time FROM relation_row WHERE source = $source
    UNION ALL SELECT other_account_id, time, time FROM relation_row WHERE source = $source
    UNION ALL SELECT account_id, NULL, NULL FROM enforcement WHERE source = $source
) GROUP BY account_id;
