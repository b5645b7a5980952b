// The skeleton of a ring
// question: How does this ring hang together: which members stand on which shared things?
// parameter: ring text, id of the ring; without it the strongest
// returns: path
// shape: graph
// identity: path
// caveat: of each family of evidence the three specific things that most members share, and the 24 members that have most of them.
// maturity: tested
// revision: 1
WITH {ring: null} AS given
MATCH (r:Ring)
WHERE given.ring IS NULL OR r.id = given.ring
WITH r
ORDER BY r.score DESC, r.id
LIMIT 1
MATCH (r)-[s:SHARES {specific: true}]->(e:Entity)
WITH r, e
ORDER BY s.n_members DESC, e.kind, e.id
WITH r, e.family AS family, collect(e)[..3] AS most
UNWIND most AS e
WITH r, collect(e) AS shared
UNWIND shared AS e
MATCH (e)<-[]-(a:Account)-[m:MEMBER_OF]->(r)
WITH shared, a, m, count(DISTINCT e) AS has
ORDER BY has DESC, m.n_specific DESC, a.id
LIMIT 24
MATCH path = (a)-[]->(e:Entity)
WHERE e IN shared
RETURN path
ORDER BY a.id, e.kind, e.id;
