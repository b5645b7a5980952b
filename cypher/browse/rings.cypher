// Rings today
// question: Which rings are there now, the strongest first?
// parameter: verdict text, only rings with this verdict: ring or review
// returns: ring, verdict, score, confidence, members, families, title, best_rival, first_seen, last_seen, decision
// shape: table
// identity: ring
// caveat: `review` means that a person must look before anything follows; a score is no probability.
// maturity: tested
// revision: 1
WITH {verdict: null} AS given
MATCH (r:Ring)
WHERE given.verdict IS NULL OR r.verdict = given.verdict
RETURN r.id AS ring, r.verdict AS verdict, r.score AS score, r.confidence AS confidence, r.n_members AS members,
       r.families AS families, r.title AS title, r.best_rival AS best_rival, r.first_seen AS first_seen,
       r.last_seen AS last_seen, r.decision AS decision
ORDER BY score DESC, ring;
