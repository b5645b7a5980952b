-- Hubs that no list names have the class that the run gave them.
UPDATE ent SET class = r.class, class_reason = r.class_reason
FROM given_class r WHERE ent.class IS NULL AND r.kind = ent.kind AND r.entity_id = ent.entity_id;
