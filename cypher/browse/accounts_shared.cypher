// What do two accounts share
// question: Which cards, addresses, templates and other things have these two accounts in common?
// parameter: one text, id of an account; without it one end of the strongest tie of the strongest ring
// parameter: other text, id of another account; without it the other end
// returns: one, other, kind, entity, name, class, accounts, one_uses, other_uses, one_last_seen, other_last_seen
// shape: table
// identity: one, other, kind, entity
// caveat: the rarest first; what many accounts have tells nothing of these two.
// maturity: tested
// revision: 2
WITH {one: null, other: null} AS given
OPTIONAL MATCH (top:Ring)
WITH given, top
ORDER BY top.score DESC, top.id
LIMIT 1
OPTIONAL MATCH (top)<-[:MEMBER_OF]-(x:Account)-[t:TIED_TO]->(y:Account)
WITH given, x, y
ORDER BY t.weight DESC, x.id, y.id
LIMIT 1
WITH coalesce(given.one, x.id) AS one, coalesce(given.other, y.id) AS other
MATCH (a:Account {id: one})
USING INDEX SEEK a:Account(id)
MATCH (b:Account {id: other})
USING INDEX SEEK b:Account(id)
MATCH (a)-[u]->(e:Entity)
MATCH (b)-[v]->(e)
RETURN one, other, e.kind AS kind, e.id AS entity, e.name AS name, e.class AS class, e.n_accounts AS accounts,
       u.n AS one_uses, v.n AS other_uses, u.last_seen AS one_last_seen, v.last_seen AS other_last_seen
ORDER BY one, other, accounts, kind, entity;
