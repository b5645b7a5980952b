// The run whose rings are current.
MATCH (r:Run {state: 'current'})
RETURN r.id AS run_id, r.published_at AS published_at
ORDER BY run_id;
