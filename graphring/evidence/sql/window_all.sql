-- What a run looks at when it looks at everything.
CREATE VIEW seen_link AS SELECT account_id, kind, entity_id, first_seen, last_seen, n FROM link;
CREATE VIEW seen_account AS SELECT account_id, first_seen, last_seen, n_exchanges FROM account;
CREATE VIEW seen_activity AS SELECT account_id, hour, model, n FROM activity;
CREATE VIEW seen_relation AS SELECT account_id, other_account_id, kind, n FROM relation;
CREATE VIEW seen_enforcement AS SELECT account_id, time FROM enforcement;
