// Rings today, as a picture
// question: Which rings are there, and what are they built on?
// returns: path
// shape: graph
// identity: path
// caveat: the 50 strongest rings, and of each the five specific things that most members share.
// maturity: tested
// revision: 1
MATCH (r:Ring)
WITH r
ORDER BY r.score DESC, r.id
LIMIT 50
CALL (r) {
  MATCH path = (r)
  RETURN path, '' AS thing
UNION ALL
  MATCH path = (r)-[s:SHARES {specific: true}]->(e:Entity)
  RETURN path, e.kind + ' ' + e.id AS thing
  ORDER BY s.n_members DESC, thing
  LIMIT 5
}
RETURN path
ORDER BY r.score DESC, r.id, thing;
