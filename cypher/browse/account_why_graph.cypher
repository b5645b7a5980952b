// Why is this account in, as a picture
// question: Through which specific things is this account joined to other members of its ring?
// parameter: account text, id of the account; without it a member of the strongest ring
// returns: path
// shape: graph
// identity: path
// caveat: of each family of evidence three things, and of each four other members; hubs and what is not specific are left out.
// maturity: tested
// revision: 3
WITH {account: null} AS given
OPTIONAL MATCH (top:Ring)
WITH given, top
ORDER BY top.score DESC, top.id
LIMIT 1
OPTIONAL MATCH (top)<-[:MEMBER_OF]-(m:Account)
WITH given, min(m.id) AS example
MATCH (a:Account {id: coalesce(given.account, example)})-[:MEMBER_OF]->(r:Ring)
USING INDEX SEEK a:Account(id)
MATCH (r)-[s:SHARES {specific: true}]->(e:Entity)
MATCH (a)-[]->(e)
WITH a, r, e
ORDER BY s.weight DESC, e.kind, e.id
WITH a, r, e.family AS family, collect(e)[..3] AS most
UNWIND most AS e
CALL (a, r, e) {
  // from the thing to its users: a ring may have very many members, a specific thing has few others
  MATCH (e)<-[]-(b:Account)
  WHERE b <> a
  WITH DISTINCT a, r, e, b
  MATCH (b)-[m:MEMBER_OF]->(r)
  WITH a, e, b
  ORDER BY m.n_specific DESC, b.id
  LIMIT 4
  MATCH path = (a)-[]->(e)<-[]-(b)
  RETURN path, b.id AS other
}
RETURN path
ORDER BY e.kind, e.id, other;
