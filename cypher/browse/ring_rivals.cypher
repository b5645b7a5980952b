// What else could it be
// question: How well do the innocent explanations fit this ring, and what would settle it?
// parameter: ring text, id of the ring; without it the strongest
// returns: ring, rank, hypothesis, claim, support, evidence_for, evidence_against, settles
// shape: table
// identity: ring, rank
// caveat: support is log10 odds; the best rival stands first.
// maturity: tested
// revision: 1
WITH {ring: null} AS given
MATCH (r:Ring)
WHERE given.ring IS NULL OR r.id = given.ring
WITH r
ORDER BY r.score DESC, r.id
LIMIT 1
MATCH (r)-[b:RIVALLED_BY]->(h:Hypothesis)
RETURN r.id AS ring, b.rank AS rank, h.name AS hypothesis, h.claim AS claim, b.support AS support,
       b.evidence_for AS evidence_for, b.evidence_against AS evidence_against, b.settles AS settles
ORDER BY ring, rank;
