// Members share this client.
// $rows: start, end, n_members, n_outside, n_trusted_outside, weight, specific, hub
UNWIND $rows AS row
MATCH (a:StagedRing {uid: row[0]})
MATCH (b:Client {id: row[1]})
MERGE (a)-[r:SHARES]->(b)
SET r.n_members = row[2],
    r.n_outside = row[3],
    r.n_trusted_outside = row[4],
    r.weight = row[5],
    r.specific = row[6],
    r.hub = row[7];
