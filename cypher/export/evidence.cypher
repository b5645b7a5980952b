// name: evidence
// title: Why each ring is one: the rows of its score
// schedule: 30 5 * * *
// watermark: run
// format: jsonl
// retention: 90 days
// limit: 10 minutes
// column: ring_id string: id of the ring
// column: rank integer: place in the list, from 1
// column: name string: name of the signal
// column: family string: family of evidence
// column: title string: what was looked at
// column: detail string: the measurement in words
// column: points float: log10 odds that it adds
// column: value float: measured value, usually a share
// column: n_members integer: members that it rests on
// column: innocent_reasons strings: ordinary causes of the same thing
// column: prior float: where the score of the ring starts
// column: score float: prior plus the points of all its rows
// column: verdict string: ring, or review (a person must look)
// column: run_id string: the run it is of
// caveat: Points are stated weights, not probabilities. Each published run is exported once.
// revision: 1
MATCH (r:Ring)-[:BECAUSE]->(e:Evidence)
RETURN r.id AS ring_id, e.rank AS rank, e.name AS name, e.family AS family, e.title AS title, e.detail AS detail,
       e.points AS points, e.value AS value, e.n_members AS n_members, e.innocent_reasons AS innocent_reasons,
       r.prior AS prior, r.score AS score, r.verdict AS verdict, r.run_id AS run_id
ORDER BY ring_id, rank, name;
