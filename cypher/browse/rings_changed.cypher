// Rings that grew or shrank
// question: Which rings have other members than in the run before, and how many came and went?
// returns: ring, verdict, members_before, members_now, joined, left, score_before, score_now
// shape: table
// identity: ring
// caveat: compared with the run before; what a file that came late adds is growth, too.
// maturity: tested
// revision: 1
MATCH (r:Ring)-[:SUCCEEDS]->(p:PreviousRing)
WITH r, p,
     COUNT { MATCH (r)<-[:MEMBER_OF]-(a:Account) WHERE NOT EXISTS { (a)-[:MEMBER_OF]->(p) } } AS joined,
     COUNT { MATCH (p)<-[:MEMBER_OF]-(a:Account) WHERE NOT EXISTS { (a)-[:MEMBER_OF]->(r) } } AS left
WHERE joined + left > 0
RETURN r.id AS ring, r.verdict AS verdict, p.n_members AS members_before, r.n_members AS members_now, joined, left,
       p.score AS score_before, r.score AS score_now
ORDER BY joined + left DESC, ring;
