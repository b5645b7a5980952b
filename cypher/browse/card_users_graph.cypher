// Who shares this card, as a picture
// question: Which accounts pay with this card, and what else do they share?
// parameter: card text, id of the payment instrument; without it the one that most members of the strongest ring share
// returns: path
// shape: graph
// identity: path
// caveat: at most 40 accounts, members of rings first, each with its other things that at most 100 accounts have.
// maturity: tested
// revision: 2
WITH {card: null} AS given
OPTIONAL MATCH (top:Ring)
WITH given, top
ORDER BY top.score DESC, top.id
LIMIT 1
OPTIONAL MATCH (top)-[s:SHARES]->(x:PaymentInstrument)
WITH given, x
ORDER BY s.n_members DESC, x.id
LIMIT 1
MATCH (c:PaymentInstrument {id: coalesce(given.card, x.id)})<-[:PAID_WITH]-(a:Account)
USING INDEX SEEK c:PaymentInstrument(id)
WITH c, a
ORDER BY EXISTS { (a)-[:MEMBER_OF]->(:Ring) } DESC, a.id
LIMIT 40
WITH c, collect(a) AS users
UNWIND users AS a
CALL (c, a, users) {
  MATCH path = (c)<-[:PAID_WITH]-(a)
  RETURN path, 0 AS step, '' AS thing
UNION ALL
  MATCH path = (a)-[]->(e:Entity)
  WHERE e <> c AND e.class IS NULL AND e.n_accounts <= 100
    AND size([o IN users WHERE o <> a AND EXISTS { (o)-[]->(e) }]) > 0
  RETURN path, 1 AS step, e.kind + ' ' + e.id AS thing
}
RETURN path
ORDER BY step, a.id, thing
LIMIT 1000;
