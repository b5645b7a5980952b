// The strongest ties of a ring
// question: Which members of this ring are tied most strongly?
// parameter: ring text, id of the ring; without it the strongest
// returns: path
// shape: graph
// identity: path
// caveat: the 100 strongest ties; a tie is the sum of what two accounts share, and no proof of one owner.
// maturity: tested
// revision: 1
WITH {ring: null} AS given
MATCH (r:Ring)
WHERE given.ring IS NULL OR r.id = given.ring
WITH r
ORDER BY r.score DESC, r.id
LIMIT 1
MATCH (r)<-[:MEMBER_OF]-(a:Account)
MATCH path = (a)-[t:TIED_TO {ring_id: r.id}]->(b:Account)
RETURN path
ORDER BY t.weight DESC, a.id, b.id
LIMIT 100;
