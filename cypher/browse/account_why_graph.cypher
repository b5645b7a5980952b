// Why is this account in, as a picture
// question: Through which specific things is this account joined to other members of its ring?
// parameter: account text, id of the account; without it a member of the strongest ring
// returns: path
// shape: graph
// identity: path
// caveat: of each thing the ten other members that share most; hubs and what is not specific are left out.
// maturity: tested
// revision: 1
WITH {account: null} AS given
OPTIONAL MATCH (top:Ring)
WITH given, top
ORDER BY top.score DESC, top.id
LIMIT 1
OPTIONAL MATCH (top)<-[:MEMBER_OF]-(m:Account)
WITH given, min(m.id) AS example
MATCH (a:Account {id: coalesce(given.account, example)})-[:MEMBER_OF]->(r:Ring)
MATCH (r)-[s:SHARES {specific: true}]->(e:Entity)
MATCH (a)-[]->(e)
WITH a, r, s, e
ORDER BY s.weight DESC, e.kind, e.id
LIMIT 15
CALL (a, r, e) {
  MATCH (r)<-[m:MEMBER_OF]-(b:Account)
  WHERE b <> a
  MATCH path = (a)-[]->(e)<-[]-(b)
  RETURN path, b.id AS other
  ORDER BY m.n_specific DESC, b.id
  LIMIT 10
}
RETURN path
ORDER BY s.weight DESC, e.kind, e.id, other;
