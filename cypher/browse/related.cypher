// Direct relations of an account
// question: Which transfers, referrals or invitations join this account to others?
// parameter: account text, id of the account; without it a member of a ring that has a relation
// returns: account, direction, kind, other, n, weight, first_seen, last_seen, ring
// shape: table
// identity: account, direction, kind, other
// caveat: only what a relations file says.
// maturity: tested
// revision: 2
WITH {account: null} AS given
OPTIONAL MATCH (:Ring)<-[:MEMBER_OF]-(m:Account)
WHERE EXISTS { (m)-[:RELATED_TO]-(:Account) }
WITH given, min(m.id) AS example
MATCH (a:Account {id: coalesce(given.account, example)})-[t:RELATED_TO]-(b:Account)
USING INDEX SEEK a:Account(id)
OPTIONAL MATCH (b)-[:MEMBER_OF]->(r:Ring)
RETURN a.id AS account, CASE WHEN startNode(t) = a THEN 'to' ELSE 'from' END AS direction, t.kind AS kind,
       b.id AS other, t.n AS n, t.weight AS weight, t.first_seen AS first_seen, t.last_seen AS last_seen, r.id AS ring
ORDER BY account, direction, kind, other;
