// The run whose rings are current, and the case that it is of.
MATCH (r:Run {state: 'current'})
OPTIONAL MATCH (p:Publication {id: 'graph'})
RETURN r.id AS run_id, r.published_at AS published_at, p.case_id AS case_id, p.case_name AS case_name
ORDER BY run_id;
