// Accounts in the same network
// question: Which accounts come from the same /24 or /48 as this one, and from which addresses?
// parameter: account text, id of the account; without it a member of the strongest ring
// returns: account, network, network_class, other, other_addresses, same_address, ring
// shape: table
// identity: account, network, other
// caveat: networks that at most 500 accounts have, the first 1,000 rows; neighbours in a network are mostly strangers.
// maturity: tested
// revision: 2
WITH {account: null} AS given
OPTIONAL MATCH (top:Ring)
WITH given, top
ORDER BY top.score DESC, top.id
LIMIT 1
OPTIONAL MATCH (top)<-[:MEMBER_OF]-(m:Account)
WITH given, min(m.id) AS example
MATCH (a:Account {id: coalesce(given.account, example)})-[:CONNECTED_FROM]->(mine:IPAddress)-[:IN_NETWORK]->(w:Network)
USING INDEX SEEK a:Account(id)
WHERE w.n_accounts <= 500
WITH a, w, collect(mine) AS own
MATCH (w)<-[:IN_NETWORK]-(ip:IPAddress)<-[:CONNECTED_FROM]-(b:Account)
WHERE b <> a
WITH a, w, own, b, ip
ORDER BY ip.id
WITH a, w, own, b, collect(ip) AS addresses
OPTIONAL MATCH (b)-[:MEMBER_OF]->(r:Ring)
RETURN a.id AS account, w.id AS network, w.class AS network_class, b.id AS other,
       [ip IN addresses | ip.id] AS other_addresses, any(ip IN addresses WHERE ip IN own) AS same_address, r.id AS ring
ORDER BY account, network, other
LIMIT 1000;
