// Rings today, as a picture
// question: Which rings are there, and what are they built on?
// returns: path
// shape: graph
// identity: path
// caveat: the 30 strongest rings, and of each family of evidence the two specific things that most members share.
// maturity: tested
// revision: 1
MATCH (r:Ring)
WITH r
ORDER BY r.score DESC, r.id
LIMIT 30
CALL (r) {
  MATCH path = (r)
  RETURN path, '' AS thing
UNION ALL
  MATCH (r)-[s:SHARES {specific: true}]->(e:Entity)
  WITH r, e
  ORDER BY s.n_members DESC, e.kind, e.id
  WITH r, e.family AS family, collect(e)[..2] AS most
  UNWIND most AS e
  MATCH path = (r)-[:SHARES]->(e)
  RETURN path, e.kind + ' ' + e.id AS thing
}
RETURN path
ORDER BY r.score DESC, r.id, thing;
