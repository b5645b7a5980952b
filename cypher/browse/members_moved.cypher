// Members that came, went or moved
// question: Which accounts are in another ring than in the run before, or newly in one, or no longer?
// parameter: ring text, only moves into or out of this ring
// returns: account, ring_before, ring_now, tier_now, created_at
// shape: table
// identity: account, ring_before, ring_now
// caveat: compared with the run before; the first 1,000 by account.
// maturity: tested
// revision: 1
WITH {ring: null} AS given
CALL () {
  MATCH (r:Ring)<-[m:MEMBER_OF]-(a:Account)
  OPTIONAL MATCH (a)-[:MEMBER_OF]->(p:PreviousRing)
  RETURN a, p.id AS ring_before, r.id AS ring_now, m.tier AS tier_now
UNION ALL
  MATCH (p:PreviousRing)<-[:MEMBER_OF]-(a:Account)
  WHERE NOT EXISTS { (a)-[:MEMBER_OF]->(:Ring) }
  RETURN a, p.id AS ring_before, null AS ring_now, null AS tier_now
}
WITH given, a, ring_before, ring_now, tier_now
WHERE coalesce(ring_before, '') <> coalesce(ring_now, '')
  AND (given.ring IS NULL OR given.ring IN [ring_before, ring_now])
RETURN a.id AS account, ring_before, ring_now, tier_now, a.created_at AS created_at
ORDER BY account, ring_before, ring_now
LIMIT 1000;
