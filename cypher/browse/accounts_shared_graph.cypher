// What do two accounts share, as a picture
// question: Through what are these two accounts joined, directly, or over a third if they have nothing in common?
// parameter: one text, id of an account; without it one end of the strongest tie of the strongest ring
// parameter: other text, id of another account; without it the other end
// returns: path
// shape: graph
// identity: path
// caveat: the 50 rarest things; a third account is looked for only over things that at most 20 accounts have.
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
MATCH (a:Account {id: coalesce(given.one, x.id)})
USING INDEX SEEK a:Account(id)
MATCH (b:Account {id: coalesce(given.other, y.id)})
USING INDEX SEEK b:Account(id)
CALL (a, b) {
  MATCH path = (a)-[]->(e:Entity)<-[]-(b)
  RETURN path, 1 AS steps, e.n_accounts AS accounts, e.kind + ' ' + e.id AS over
  ORDER BY accounts, over
  LIMIT 50
UNION ALL
  WITH a, b
  WHERE NOT EXISTS { (a)-[]->(:Entity)<-[]-(b) }
  MATCH path = (a)-[]->(e:Entity)<-[]-(c:Account)-[]->(f:Entity)<-[]-(b)
  WHERE e.n_accounts <= 20 AND f.n_accounts <= 20
  RETURN path, 2 AS steps, e.n_accounts + f.n_accounts AS accounts,
         e.kind + ' ' + e.id + ' ' + c.id + ' ' + f.kind + ' ' + f.id AS over
  ORDER BY accounts, over
  LIMIT 50
}
RETURN path
ORDER BY steps, accounts, over;
