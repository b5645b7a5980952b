// name: changed_rings
// title: Rings that are new, changed or gone
// schedule: 0 5 * * *
// watermark: rows ring_id
// compare: verdict, confidence, n_members, families, best_rival, decision
// before: n_members, verdict
// format: jsonl
// retention: 90 days
// limit: 10 minutes
// column: ring_id string: id of the ring, the same from run to run
// column: verdict string: ring, or review (a person must look)
// column: title string: a short name made of the evidence
// column: score float: log10 odds; a sum of stated weights, no probability
// column: confidence string: low, moderate, high
// column: n_members integer: members
// column: families strings: families of evidence that count
// column: best_rival string: the best supported innocent explanation
// column: settles string: what would settle the question against it
// column: first_seen datetime: first exchange of a member
// column: last_seen datetime: last exchange of a member
// column: first_found_at datetime: when a run found this ring for the first time
// column: decision string: what a person settled about the ring: confirmed, cleared, hold, allow; empty without
// column: run_id string: the run it is of
// caveat: A ring that an innocent explanation wins from one run to the next is told as gone. Score and last_seen alone
//   make no change.
// revision: 1
MATCH (r:Ring)
OPTIONAL MATCH (r)-[rival:RIVALLED_BY]->(h:Hypothesis)
WHERE rival.rank = 1
RETURN r.id AS ring_id, r.verdict AS verdict, r.title AS title, r.score AS score, r.confidence AS confidence,
       r.n_members AS n_members, r.families AS families, h.name AS best_rival, r.settles AS settles,
       r.first_seen AS first_seen, r.last_seen AS last_seen, r.first_found_at AS first_found_at,
       r.decision AS decision, r.run_id AS run_id
ORDER BY ring_id;
