// Why is this account in
// question: What does this account share with other members of its ring?
// parameter: account text, id of the account; without it a member of the strongest ring
// returns: account, ring, kind, entity, name, specific, hub, weight, other_members, outside, uses, first_seen, last_seen
// shape: table
// identity: kind, entity
// caveat: only what the ring is known to share; what is a hub or not specific is shown and hardly counted.
// maturity: tested
// revision: 2
WITH {account: null} AS given
OPTIONAL MATCH (top:Ring)
WITH given, top
ORDER BY top.score DESC, top.id
LIMIT 1
OPTIONAL MATCH (top)<-[:MEMBER_OF]-(m:Account)
WITH given, min(m.id) AS example
MATCH (a:Account {id: coalesce(given.account, example)})-[:MEMBER_OF]->(r:Ring)
USING INDEX SEEK a:Account(id)
MATCH (r)-[s:SHARES]->(e:Entity)
MATCH (a)-[u]->(e)
RETURN a.id AS account, r.id AS ring, e.kind AS kind, e.id AS entity, e.name AS name, s.specific AS specific,
       s.hub AS hub, s.weight AS weight, s.n_members - 1 AS other_members, s.n_outside AS outside, u.n AS uses,
       u.first_seen AS first_seen, u.last_seen AS last_seen
ORDER BY account, specific DESC, weight DESC, kind, entity;
