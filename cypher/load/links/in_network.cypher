// The /24 or /48 of an address.
// $rows: start, end
UNWIND $rows AS row
MATCH (a:IPAddress {id: row[0]})
MATCH (b:Network {id: row[1]})
MERGE (a)-[r:IN_NETWORK]->(b);
