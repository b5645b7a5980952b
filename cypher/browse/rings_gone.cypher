// Rings that are gone
// question: Which rings of the run before are no longer there, and what became of their members?
// returns: ring, verdict, members, title, became, in_other_rings
// shape: table
// identity: ring
// caveat: gone means no ring now; `became` says if an innocent explanation has won since.
// maturity: tested
// revision: 1
MATCH (p:PreviousRing)
WHERE NOT EXISTS { (:Ring)-[:SUCCEEDS]->(p) }
OPTIONAL MATCH (g:Group {id: p.id})
WITH p, g, COUNT { MATCH (p)<-[:MEMBER_OF]-(:Account)-[:MEMBER_OF]->(:Ring) } AS in_other_rings
RETURN p.id AS ring, p.verdict AS verdict, p.n_members AS members, p.title AS title, g.verdict_reason AS became,
       in_other_rings
ORDER BY members DESC, ring;
