// Neighbours of an account without the hubs
// question: Which accounts share something with this one that is no hub, and what?
// parameter: account text, id of the account; without it a member of the strongest ring
// parameter: widest integer, things that more accounts have are passed over
// returns: account, other, things, kinds, rarest, ring
// shape: table
// identity: account, other
// caveat: the first 1,000, those that share most first; one shared address is often chance.
// maturity: tested
// revision: 2
WITH {account: null, widest: 100} AS given
OPTIONAL MATCH (top:Ring)
WITH given, top
ORDER BY top.score DESC, top.id
LIMIT 1
OPTIONAL MATCH (top)<-[:MEMBER_OF]-(m:Account)
WITH given, min(m.id) AS example
MATCH (a:Account {id: coalesce(given.account, example)})-[]->(e:Entity)
USING INDEX SEEK a:Account(id)
WHERE e.class IS NULL AND e.n_accounts <= given.widest
MATCH (e)<-[]-(b:Account)
WHERE b <> a
WITH a, b, e
ORDER BY e.kind
WITH a, b, count(DISTINCT e) AS things, collect(DISTINCT e.kind) AS kinds, min(e.n_accounts) AS rarest
OPTIONAL MATCH (b)-[:MEMBER_OF]->(r:Ring)
RETURN a.id AS account, b.id AS other, things, kinds, rarest, r.id AS ring
ORDER BY account, things DESC, rarest, other
LIMIT 1000;
