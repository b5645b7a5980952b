// Neighbours of an account without the hubs, as a picture
// question: What surrounds this account when hubs are left out?
// parameter: account text, id of the account; without it a member of the strongest ring
// parameter: widest integer, things that more accounts have are passed over
// returns: path
// shape: graph
// identity: path
// caveat: the 12 rarest things of the account that others have, too, and of each at most 5 other accounts.
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
WHERE e.class IS NULL AND e.n_accounts <= given.widest AND e.n_accounts > 1
WITH DISTINCT a, e
ORDER BY e.n_accounts, e.kind, e.id
LIMIT 12
CALL (a, e) {
  MATCH path = (a)-[]->(e)
  RETURN path, 0 AS step, '' AS other
UNION ALL
  MATCH path = (e)<-[]-(b:Account)
  WHERE b <> a
  RETURN path, 1 AS step, b.id AS other
  ORDER BY other
  LIMIT 5
}
RETURN path
ORDER BY e.n_accounts, e.kind, e.id, step, other;
