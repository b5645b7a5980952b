-- Known hubs and what they are.
INSERT INTO known_entity SELECT DISTINCT $source, kind, entity_id, class, reason, source, until FROM clean;
