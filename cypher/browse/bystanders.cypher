// Bystanders of a ring
// question: Which accounts outside use something specific of this ring?
// parameter: ring text, id of the ring; without it the strongest
// returns: ring, account, things, kinds, other_ring, group, created_at, decision
// shape: table
// identity: account
// caveat: bystanders are not suspects and never on a list to act on; the first 1,000, those that share most first.
// maturity: tested
// revision: 1
WITH {ring: null} AS given
MATCH (r:Ring)
WHERE given.ring IS NULL OR r.id = given.ring
WITH r
ORDER BY r.score DESC, r.id
LIMIT 1
MATCH (r)-[:SHARES {specific: true}]->(e:Entity)<-[]-(a:Account)
WHERE NOT EXISTS { (a)-[:MEMBER_OF]->(r) }
WITH r, a, e
ORDER BY e.kind
WITH r, a, count(DISTINCT e) AS things, collect(DISTINCT e.kind) AS kinds
OPTIONAL MATCH (a)-[:MEMBER_OF]->(o:Ring)
OPTIONAL MATCH (a)-[:GROUPED_IN]->(g:Group)
RETURN r.id AS ring, a.id AS account, things, kinds, o.id AS other_ring, g.id AS group, a.created_at AS created_at,
       a.decision AS decision
ORDER BY ring, things DESC, account
LIMIT 1000;
