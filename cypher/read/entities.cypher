// What lists said of entities; what a run told by the accounts behind a hub is for the next run to tell again.
MATCH (e:Entity)
WHERE e.class IS NOT NULL AND NOT coalesce(e.class_reason =~ $told_by_a_run, false)
RETURN e.kind AS kind, e.id AS entity_id, e.class AS class, e.class_reason AS reason;
