// name: integrity
// title: Is the graph whole: what must always hold, and whether it does
// schedule: 0 4 * * *
// watermark: none
// format: csv
// retention: 90 days
// limit: 30 minutes
// column: check string: name of the check
// column: promise string: what must hold
// column: ok boolean: whether it does
// column: n integer: how many break it
// column: example string: id of the first that does
// caveat: A check that fails is mended by the next `graphring publish`; one that still fails after it is a bug to report.
// revision: 1
CALL () {
  MATCH (r:Run {state: 'current'})
  RETURN 'one_run' AS check, 'exactly one run is current' AS promise,
         abs(count(r) - 1) AS n, min(r.id) AS example
  UNION ALL
  MATCH (run:Run {state: 'current'})
  WITH collect(run.id) AS current
  OPTIONAL MATCH (r:Ring)
  WHERE NOT r.run_id IN current
  RETURN 'rings_of_one_run' AS check, 'every ring is of the current run' AS promise,
         count(r) AS n, min(r.id) AS example
  UNION ALL
  OPTIONAL MATCH (r:Ring)
  WHERE r.n_members <> COUNT { (r)<-[:MEMBER_OF]-(:Account) }
  RETURN 'members_counted' AS check, 'every ring has as many members as it says' AS promise,
         count(r) AS n, min(r.id) AS example
  UNION ALL
  OPTIONAL MATCH (:Ring)<-[:MEMBER_OF]-(a:Account)
  WITH a, count(*) AS n_rings
  WITH count(CASE WHEN a IS NOT NULL AND n_rings > 1 THEN 1 END) AS n,
       min(CASE WHEN n_rings > 1 THEN a.id END) AS example
  RETURN 'one_ring_each' AS check, 'no account is in two rings' AS promise, n, example
  UNION ALL
  OPTIONAL MATCH (r:Ring)
  WITH r, reduce(points = 0.0, p IN COLLECT { MATCH (r)-[:BECAUSE]->(e:Evidence) RETURN e.points } | points + p) AS points
  WITH CASE WHEN abs(r.score - r.prior - points) > 0.001 THEN r.id END AS wrong
  RETURN 'scores_add_up' AS check, 'every score is its prior and the points of its evidence' AS promise,
         count(wrong) AS n, min(wrong) AS example
  UNION ALL
  OPTIONAL MATCH (r:Ring)
  WHERE NOT EXISTS { (r)-[:SHARES]->(:Entity) }
  RETURN 'something_is_shared' AS check, 'every ring shares something' AS promise,
         count(r) AS n, min(r.id) AS example
  UNION ALL
  OPTIONAL MATCH (r:Ring&(Group|PreviousRing|StagedRing))
  RETURN 'one_label' AS check, 'no ring is at the same time of another run or no ring' AS promise,
         count(r) AS n, min(r.id) AS example
}
RETURN check, promise, n = 0 AS ok, n, CASE n WHEN 0 THEN null ELSE example END AS example
ORDER BY check;
