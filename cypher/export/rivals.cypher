// name: rivals
// title: What innocent thing each ring could be: its rival explanations
// schedule: 35 5 * * *
// watermark: run
// format: jsonl
// retention: 90 days
// limit: 10 minutes
// column: ring_id string: id of the ring
// column: rank integer: 1 is the best supported
// column: hypothesis string: name of the explanation
// column: claim string: what it says
// column: support float: log10 odds
// column: prior float: where the support starts
// column: evidence_for strings: evidence for it
// column: evidence_against strings: evidence against it
// column: settles string: what a person could look up
// column: verdict string: ring, or review (a person must look)
// column: run_id string: the run it is of
// caveat: Each published run is exported once.
// revision: 1
MATCH (r:Ring)-[h:RIVALLED_BY]->(rival:Hypothesis)
RETURN r.id AS ring_id, h.rank AS rank, rival.name AS hypothesis, rival.claim AS claim, h.support AS support,
       h.prior AS prior, h.evidence_for AS evidence_for, h.evidence_against AS evidence_against,
       h.settles AS settles, r.verdict AS verdict, r.run_id AS run_id
ORDER BY ring_id, rank, hypothesis;
