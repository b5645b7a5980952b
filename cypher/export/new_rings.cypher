// name: new_rings
// title: Rings that were not there at the last export
// schedule: 5 5 * * *
// watermark: rows ring_id
// changes: new
// format: csv
// retention: 90 days
// limit: 10 minutes
// column: ring_id string: id of the ring, the same from run to run
// column: verdict string: ring, or review (a person must look)
// column: title string: a short name made of the evidence
// column: bottom_line string: what it is, and what else it could be
// column: n_members integer: members
// column: confidence string: low, moderate, high
// column: families strings: families of evidence that count
// column: first_seen datetime: first exchange of a member
// column: last_seen datetime: last exchange of a member
// column: first_found_at datetime: when a run found this ring for the first time
// column: run_id string: the run it is of
// caveat: A ring that was gone and comes back is new again; first_found_at tells it from one that never was. Nobody is on
//   a list to act on because a ring is in here.
// revision: 1
MATCH (r:Ring)
RETURN r.id AS ring_id, r.verdict AS verdict, r.title AS title, r.bottom_line AS bottom_line,
       r.n_members AS n_members, r.confidence AS confidence, r.families AS families,
       r.first_seen AS first_seen, r.last_seen AS last_seen, r.first_found_at AS first_found_at, r.run_id AS run_id
ORDER BY ring_id;
