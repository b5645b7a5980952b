// Rings and groups by hypothesis
// question: Which innocent explanation fits best, for how many rings, and for how many groups did it win?
// returns: hypothesis, name, claim, rings, review, explained, closest_ring, closest_support
// shape: count
// identity: hypothesis
// caveat: weak groups are not in the graph; `closest_ring` is the ring that this explanation fits best.
// maturity: tested
// revision: 1
MATCH (h:Hypothesis)
CALL (h) {
  MATCH (r:Ring)-[b:RIVALLED_BY {rank: 1}]->(h)
  WITH r, b
  ORDER BY b.support DESC, r.id
  RETURN count(CASE r.verdict WHEN 'ring' THEN 1 END) AS rings,
         count(CASE r.verdict WHEN 'review' THEN 1 END) AS review,
         head(collect(r.id)) AS closest_ring, max(b.support) AS closest_support
}
RETURN h.id AS hypothesis, h.name AS name, h.claim AS claim, rings, review,
       COUNT { (:Group)-[:RIVALLED_BY {rank: 1}]->(h) } AS explained, closest_ring, closest_support
ORDER BY hypothesis;
