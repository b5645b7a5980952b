// Things that link two rings, as a picture
// question: Which rings hang together, and through what?
// returns: path
// shape: graph
// identity: path
// caveat: hubs are left out; at most 500 links.
// maturity: tested
// revision: 1
MATCH path = (one:Ring)-[:SHARES {hub: false}]->(e:Entity)<-[:SHARES {hub: false}]-(other:Ring)
WHERE one.id < other.id
RETURN path
ORDER BY one.id, other.id, e.kind, e.id
LIMIT 500;
