// Members share this organisation.
// $rows: start, end, n_members, n_outside, weight, specific, hub
UNWIND $rows AS row
MATCH (a:StagedRing {uid: row[0]})
MATCH (b:Organisation {id: row[1]})
MERGE (a)-[r:SHARES]->(b)
SET r.n_members = row[2],
    r.n_outside = row[3],
    r.weight = row[4],
    r.specific = row[5],
    r.hub = row[6];
